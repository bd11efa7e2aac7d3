package dev.fleetaccess.run;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes down what is planned, side by side. Doing it twice changes nothing. */
final class PlannedRows {
  private final Items items;
  private final Parallel parallel;
  private final InstantSource clock;

  PlannedRows(Items items, Parallel parallel, InstantSource clock) {
    this.items = Objects.requireNonNull(items);
    this.parallel = Objects.requireNonNull(parallel);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * What is written down.
   *
   * @param planned one stack in one account
   * @param joined when the account joined
   * @param listed whether the organization named it as usable
   */
  record Row(Planner.Planned planned, Optional<Instant> joined, boolean listed) {
    Row {
      Objects.requireNonNull(planned);
      Objects.requireNonNull(joined);
    }

    /** Of an account that nobody has named yet. */
    static Row unlisted(Planner.Planned planned) {
      return new Row(planned, Optional.empty(), false);
    }
  }

  void write(PlanningWork work, List<Row> rows) {
    parallel.each(rows, row -> write(work, row));
  }

  /** False when the ledger refused for now, and it has to be written again. */
  static boolean couldBeWritten(Runnable writing) {
    try {
      writing.run();
      return true;
    } catch (RemoteFailure e) {
      if (e.failure().kind().retryable()) {
        return false;
      }
      throw e;
    }
  }

  private void write(PlanningWork work, Row row) {
    Rollout rollout = work.rollout();
    Planner.Planned planned = row.planned;
    Optional<CommitId> granted = work.granter().release(rollout, planned);
    Optional<String> skip =
        planned
            .skip()
            .or(
                () ->
                    granted.isEmpty()
                        ? Optional.of(
                            "nothing is brought yet: the first release halted, or has not come to"
                                + " its wave")
                        : Optional.empty());
    Instant now = clock.instant();
    Entry entry =
        Entry.of(
                rollout.id(),
                granted.orElse(rollout.release()),
                planned.account(),
                planned.stage().stack().name(),
                now)
            .stage(planned.stage().index())
            .wave(planned.wave())
            .traits(planned.traits())
            .state(skip.isPresent() ? Entry.State.SKIPPED : Entry.State.PLANNED)
            .note(skip.orElse(""))
            .joined(row.joined)
            .listed(row.listed ? Optional.of(rollout.listedAt(now)) : Optional.empty())
            .done();
    items.plan(entry).ifPresent(before -> again(work, before, entry));
  }

  /**
   * What was planned before the listing had its say may have to be skipped; and where the account
   * has moved since, it is to have something else there.
   */
  private void again(PlanningWork work, Entry before, Entry entry) {
    boolean looked = work.needs().any() && entry.listed().isPresent();
    boolean moved = looked && !before.traits().equals(entry.traits());
    Entry placed = moved ? before.placedAs(entry) : before;
    if (entry.state() == Entry.State.SKIPPED && canBeSkipped(before)) {
      items.record(before, placed.as(Entry.State.SKIPPED, entry.note(), entry.changed()));
    } else if (moved) {
      switch (before.state()) {
        case PLANNED, SENT -> items.record(before, placed.anew(entry.changed()));
        case SKIPPED -> {
          if (entry.state() == Entry.State.PLANNED) {
            items.record(before, placed.anew(entry.changed()));
          }
        }
        // Done after all when the rollout is resumed.
        case FAILED, REFUSED, NOT_STARTED -> items.record(before, placed);
        case CONVERGED, PREVIEWED, SUPERSEDED -> {}
      }
    }
  }

  /** It was planned because the ledger knew the account, before the listing had its say. */
  private static boolean canBeSkipped(Entry before) {
    return before.state() == Entry.State.PLANNED || before.state() == Entry.State.FAILED;
  }
}
