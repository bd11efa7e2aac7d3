package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.plan.WorkQueue;
import dev.fleetaccess.reconcile.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What becomes of a visit: a message that comes back, or an item that has ended. */
public final class Endings {
  private final Ledger ledger;
  private final WorkQueue queue;
  private final TickQueue ticks;
  private final ReleaseShelf releases;
  private final Journal journal;
  private final InstantSource clock;

  public Endings(
      Ledger ledger,
      WorkQueue queue,
      TickQueue ticks,
      ReleaseShelf releases,
      Journal journal,
      InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.queue = Objects.requireNonNull(queue);
    this.ticks = Objects.requireNonNull(ticks);
    this.releases = Objects.requireNonNull(releases);
    this.journal = Objects.requireNonNull(journal);
    this.clock = Objects.requireNonNull(clock);
  }

  void end(Entry entry, WorkItem item, Outcome outcome, Optional<String> role, int calls) {
    Instant now = clock.instant();
    switch (outcome) {
      case Outcome.Again again -> comeBack(entry, item, again, calls, now);
      case Outcome.Converged converged ->
          throw new IllegalStateException("what is right may have to be proven first");
      case Outcome.Hindered hindered ->
          throw new IllegalStateException("whether it is tried again is decided first");
      case Outcome.Removed() -> {
        finish(entry, Entry.State.CONVERGED, "removed", Optional.empty(), calls, now);
        ledger.inventory().forget(entry.account(), entry.stack());
      }
      case Outcome.Failed(Failure failure) -> {
        Entry failed = failing(entry, failure, role, now);
        finish(failed, Entry.State.FAILED, failure.code(), Optional.of(failure), calls, now);
      }
      case Outcome.Refused(String reason) -> {
        Failure refusal = new Failure(Failure.Kind.CONFLICT, "Refused", reason);
        Entry refused = failing(entry, refusal, role, now);
        finish(refused, Entry.State.REFUSED, reason, Optional.empty(), calls, now);
      }
      case Outcome.Previewed(String action) ->
          finish(entry, Entry.State.PREVIEWED, action, Optional.empty(), calls, now);
      case Outcome.Skipped(String reason) -> {
        ledger.leftBehind(entry.bringing(item.release()), now);
        finish(entry, Entry.State.SKIPPED, reason, Optional.empty(), calls, now);
      }
      case Outcome.Superseded() -> {
        ledger.leftBehind(entry.bringing(item.release()), now);
        String why = "a newer release took its place";
        finish(entry, Entry.State.SUPERSEDED, why, Optional.empty(), calls, now);
      }
      case Outcome.NotStarted() ->
          finish(
              entry, Entry.State.NOT_STARTED, "the rollout halted", Optional.empty(), calls, now);
    }
  }

  /** The stack is right: it is recorded so, and comes back only where its proof is left. */
  void right(Entry entry, WorkItem item, Proofs.Right right, int calls) {
    Instant now = clock.instant();
    ledger.inventory().put(right.holding());
    Entry proving = entry.proving(right.proving());
    if (right.again().isPresent()) {
      comeBack(proving, item, right.again().get(), calls, now);
      ring(proving);
    } else {
      finish(proving, Entry.State.CONVERGED, right.note(), Optional.empty(), calls, now);
      right.joinedBefore().ifPresent(after -> journal.provenFirst(proving, after));
    }
  }

  /**
   * An account that joined has what it should for the first time.
   *
   * @param after how long after it joined
   */
  void arrived(Entry entry, Duration after) {
    journal.coveredFirst(entry, after);
  }

  /** The message goes first: were the visit recorded first, a death in between would lose it. */
  private void comeBack(Entry entry, WorkItem item, Outcome.Again again, int calls, Instant now) {
    Duration delay =
        again.after().compareTo(WorkQueue.LONGEST_DELAY) > 0
            ? WorkQueue.LONGEST_DELAY
            : again.after();
    queue.send(List.of(item.at(again.next())), delay);
    Entry visited =
        entry.visited(again.next(), again.why(), calls, now, Deadlines.item(now, delay));
    try {
      ledger.items().record(entry, visited);
    } catch (RemoteFailure e) {
      // Thrown, it would have the message delivered again beside the one just sent.
      journal.warning(
          "a visit could not be recorded; its next message is under way",
          Map.of("rollout", item.rollout(), "account", item.account().value(), "why", "" + e));
    }
    journal.visited(visited);
  }

  /**
   * The ledger could not be told what is to be taken off a role when that was found: it is now,
   * since the message alone may be lost, and what is gone tells nobody that it stood there.
   *
   * @return false when the item moved on meanwhile
   */
  boolean told(Entry entry) {
    return ledger.items().record(entry, entry.but().note(entry.attempt().course().found()).done());
  }

  private Entry failing(Entry entry, Failure failure, Optional<String> role, Instant now) {
    return entry.but().fresh(ledger.failed(entry, failure, role, now)).done();
  }

  private void finish(
      Entry entry,
      Entry.State state,
      String note,
      Optional<Failure> failure,
      int calls,
      Instant now) {
    Entry ended = entry.ended(state, note, failure, calls, now);
    if (ledger.items().record(entry, ended)) {
      journal.visited(ended);
      ring(ended);
    } else if (failure.isPresent() || state == Entry.State.REFUSED) {
      ledger.disproved(entry);
    }
  }

  /**
   * A visit ended in an exception: its message is delivered again, at last to the dead letters.
   * What it was stays with the item, for whoever asks why nothing is heard of it.
   */
  void stumbled(Entry entry, RuntimeException why) {
    String note = "its visit could not be brought to an end: " + why;
    try {
      ledger.items().record(entry, entry.but().note(note).done());
    } catch (RemoteFailure e) {
      journal.warning(
          "why a visit failed could not be noted",
          Map.of("rollout", entry.rollout(), "account", entry.account().value(), "why", "" + e));
    }
  }

  /** Everybody waits for a gate, so the rollout is told at once instead of at its next look. */
  private void ring(Entry ended) {
    boolean gate =
        releases
            .get(ended.release())
            .manifest()
            .stack(ended.stack())
            .filter(stack -> new Stage(ended.stage(), stack).gate())
            .isPresent();
    if (!gate) {
      return;
    }
    try {
      ledger
          .rollouts()
          .find(ended.rollout())
          .ifPresent(rollout -> ticks.send(rollout.id(), rollout.step(), Duration.ZERO));
    } catch (RemoteFailure e) {
      journal.warning(
          "a rollout could not be told at once; its next look finds it",
          Map.of("rollout", ended.rollout(), "why", "" + e));
    }
  }
}
