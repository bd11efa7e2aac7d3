package dev.fleetaccess.cli;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import java.util.List;
import java.util.Objects;

/**
 * A rollout with its items, as read once.
 *
 * @param rollout the rollout
 * @param items its items, by account
 */
record RolloutSight(Rollout rollout, List<Entry> items) {
  RolloutSight {
    Objects.requireNonNull(rollout);
    items = List.copyOf(items);
  }

  /** The rollout of that id, read now. */
  static RolloutSight read(Books books, String id) {
    return books
        .ledger()
        .rollouts()
        .find(id)
        .map(rollout -> new RolloutSight(rollout, books.ledger().items().of(id)))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the ledger has no rollout '" + id + "': ./fleet rollouts lists them"));
  }

  /** How many items have ended. */
  long ended() {
    return items.stream().filter(item -> item.state().ended()).count();
  }

  /** How many items failed or were refused. */
  long failed() {
    return items.stream().filter(RolloutSight::failed).count();
  }

  /** The items whose roles somebody had changed or made, and that are as wanted again. */
  List<Entry> putRight() {
    return items.stream()
        .filter(item -> item.state() == Entry.State.CONVERGED)
        .filter(item -> !item.attempt().course().found().isEmpty())
        .toList();
  }

  static boolean failed(Entry item) {
    return item.state() == Entry.State.FAILED || item.state() == Entry.State.REFUSED;
  }
}
