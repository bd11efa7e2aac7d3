package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.plan.Pace;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.plan.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Sends items to the workers, and ends those that are not sent any more. */
final class Dispatch {
  private final Ledger ledger;
  private final Items items;
  private final Inventory inventory;
  private final WorkQueue queue;
  private final Parallel parallel;
  private final Journal journal;
  private final InstantSource clock;

  Dispatch(
      Ledger ledger, WorkQueue queue, Parallel parallel, Journal journal, InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.items = ledger.items();
    this.inventory = ledger.inventory();
    this.queue = Objects.requireNonNull(queue);
    this.parallel = Objects.requireNonNull(parallel);
    this.journal = Objects.requireNonNull(journal);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Sends, then records: a message whose record failed is sent again, and that is harmless. Those
   * that have no place yet stay as they are, and where the queue did not take all, only those that
   * it took are recorded: the others are not sent twice with them.
   */
  void send(List<Entry> entries, Pace pace) {
    Sent sent = sent(entries, pace);
    Instant now = clock.instant();
    Instant due = due(now, pace);
    record(sent.begun, entry -> entry.sent(now, due));
    sent.whole();
  }

  /**
   * What was sent.
   *
   * @param begun the items, beginning when their messages can be received
   * @param failure why the others were not
   */
  private record Sent(List<Entry> begun, Optional<RemoteFailure> failure) {
    /** Comes back if they all were. */
    void whole() {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  private static Instant due(Instant now, Pace pace) {
    return Deadlines.item(
        now, pace.runs().isEmpty() ? Duration.ZERO : pace.runs().getLast().delay());
  }

  private Sent sent(List<Entry> entries, Pace pace) {
    List<Entry> begun = new ArrayList<>();
    int at = 0;
    for (Pace.Run run : pace.runs()) {
      List<Entry> together = entries.subList(at, at + run.items());
      at += run.items();
      Set<WorkItem> taken = ConcurrentHashMap.newKeySet();
      Optional<RemoteFailure> failure = sent(together, run.delay(), taken::addAll);
      Instant from = clock.instant().plus(run.delay());
      together.stream()
          .filter(entry -> failure.isEmpty() || taken.contains(entry.item()))
          .forEach(entry -> begun.add(entry.begins(from)));
      if (failure.isPresent()) {
        return new Sent(begun, failure);
      }
    }
    return new Sent(begun, Optional.empty());
  }

  private Optional<RemoteFailure> sent(
      List<Entry> entries, Duration delay, Consumer<List<WorkItem>> taken) {
    try {
      queue.send(entries.stream().map(Entry::item).toList(), delay, taken);
      return Optional.empty();
    } catch (RemoteFailure e) {
      return Optional.of(e);
    }
  }

  /**
   * Sends the ones again, and ends the others.
   *
   * @param pacing when so many may begin
   */
  void chase(List<Entry> again, List<Entry> lost, IntFunction<Pace> pacing) {
    Instant now = clock.instant();
    if (!again.isEmpty()) {
      Pace pace = pacing.apply(again.size());
      Sent sent = sent(again, pace);
      Instant due = due(now, pace);
      record(sent.begun, entry -> entry.sentAgain(now, due));
      sent.whole();
    }
    end(lost, entry -> lost(entry, now));
  }

  /** What was last heard of it is the nearest to a cause that there is. */
  private Entry lost(Entry entry, Instant now) {
    String last = entry.note().isBlank() ? "" : "; the last of it was: " + entry.note();
    var silence =
        new Failure(
            Failure.Kind.LOST,
            "Lost",
            "nothing was heard of it, although its message was sent again "
                + Deadlines.MOST_RESENDS
                + " times"
                + last);
    return entry
        .but()
        .fresh(ledger.failed(entry, silence, Optional.empty(), now))
        .done()
        .ended(Entry.State.FAILED, "lost", Optional.of(silence), 0, now);
  }

  /** Deletions are let through. */
  void clear(List<Entry> removals, Entry.Clearance clearance) {
    record(removals, entry -> entry.but().clearance(clearance).done());
  }

  /** Such an account is not looked after any more until it is listed again. */
  void excuse(List<Entry> entries) {
    parallel.each(entries, entry -> inventory.forget(entry.account()));
    Instant now = clock.instant();
    end(
        entries,
        entry ->
            entry.as(
                Entry.State.SKIPPED,
                "the organization no longer lists it as usable ("
                    + entry.failure().map(Failure::code).orElse(entry.note())
                    + ")",
                now));
  }

  /** From the beginning, except that messages still under way are older than the ledger. */
  void revive(List<Entry> entries) {
    Instant now = clock.instant();
    record(
        entries,
        entry ->
            entry
                .but()
                .state(Entry.State.PLANNED)
                .attempt(entry.attempt().resumed())
                .resent(0)
                .note("")
                .failure(Optional.empty())
                .fresh(false)
                .begun(Optional.empty())
                .changed(now)
                .due(now)
                .done());
  }

  void drain(List<Entry> entries, Entry.State end) {
    Instant now = clock.instant();
    String note =
        end == Entry.State.NOT_STARTED ? "the rollout halted" : "a newer release took its place";
    end(
        entries,
        entry -> {
          ledger.leftBehind(entry, now);
          return entry.as(end, note, now);
        });
  }

  private void end(List<Entry> entries, UnaryOperator<Entry> change) {
    record(entries, change).forEach(journal::visited);
  }

  private List<Entry> record(List<Entry> entries, UnaryOperator<Entry> change) {
    List<Entry> recorded = Collections.synchronizedList(new ArrayList<>());
    parallel.each(
        entries,
        entry -> {
          Entry after = change.apply(entry);
          if (items.record(entry, after)) {
            recorded.add(after);
          } else if (after.state() == Entry.State.FAILED) {
            ledger.disproved(entry);
          }
        });
    return recorded;
  }
}
