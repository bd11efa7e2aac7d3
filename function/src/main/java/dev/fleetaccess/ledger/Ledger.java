package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.Failure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The ledger: it outlives the queues, and everything that is asked later is asked of it.
 *
 * @param rollouts rollouts and pointers
 * @param items the items of rollouts
 * @param inventory what every account has
 */
public record Ledger(Rollouts rollouts, Items items, Inventory inventory) {
  public Ledger {
    Objects.requireNonNull(rollouts);
    Objects.requireNonNull(items);
    Objects.requireNonNull(inventory);
  }

  /**
   * Writes down that an account fails at a stack; what it had before is still what is known of it.
   *
   * @param role the access role that worked; empty when none did
   * @return whether it is new: it did not fail when it was last looked at
   */
  public boolean failed(Entry entry, Failure failure, Optional<String> role, Instant now) {
    Optional<Holding> before = inventory.find(entry.account(), entry.stack());
    inventory.put(
        before
            .map(Holding::but)
            .orElseGet(() -> Holding.first(entry, now))
            .traits(entry.traits())
            .role(role.or(() -> before.flatMap(Holding::role)))
            .failure(Optional.of(failure))
            .seen(now)
            .done());
    return before.flatMap(Holding::failure).isEmpty();
  }

  /**
   * An item ends although something was begun for it: where the inventory knows of no stack there,
   * it learns that one may stand, and of which release. Nobody would ever find it otherwise, to
   * show or to delete it. Whatever else was begun changes nothing of what is known.
   */
  public void leftBehind(Entry entry, Instant now) {
    if (!entry.attempt().begun() || entry.removal()) {
      return;
    }
    Optional<Holding> before = inventory.find(entry.account(), entry.stack());
    if (before.flatMap(Holding::release).isEmpty()) {
      inventory.put(
          before
              .map(Holding::but)
              .orElseGet(() -> Holding.first(entry, now))
              .traits(entry.traits())
              .release(Optional.of(entry.release()))
              .seen(now)
              .done());
    }
  }

  /**
   * A failure was written down of an item whose end somebody else recorded, as two deliveries of
   * one message do: where that end is a good one, the account does not fail.
   */
  public void disproved(Entry entry) {
    items
        .find(entry.rollout(), entry.account(), entry.stack())
        .filter(recorded -> recorded.state() == Entry.State.CONVERGED)
        .flatMap(recorded -> inventory.find(entry.account(), entry.stack()))
        .filter(holding -> holding.failure().isPresent())
        .ifPresent(holding -> inventory.put(holding.but().failure(Optional.empty()).done()));
  }
}
