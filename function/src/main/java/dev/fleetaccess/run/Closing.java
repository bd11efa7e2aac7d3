package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.report.RolloutSummary;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** Ends rollouts: moves the pointer, closes, sums up, and begins what follows from the end. */
final class Closing {
  private final Ledger ledger;
  private final Undoing undoing;
  private final TickQueue ticks;
  private final Telling telling;
  private final Counting counting;
  private final InstantSource clock;

  Closing(
      Ledger ledger,
      Undoing undoing,
      TickQueue ticks,
      Telling telling,
      Counting counting,
      InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.undoing = Objects.requireNonNull(undoing);
    this.ticks = Objects.requireNonNull(ticks);
    this.telling = Objects.requireNonNull(telling);
    this.counting = Objects.requireNonNull(counting);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Finishes, and closes. False when somebody else took the step.
   *
   * <p>The pointer moves first: a rollout that closed without it would never be current.
   */
  boolean finish(Rollout rollout, Release release) {
    if (rollout.kind() == Rollout.Kind.RELEASE && !becomesCurrent(rollout, release)) {
      ticks.send(rollout.id(), rollout.step(), Duration.ZERO);
      return false;
    }
    return close(rollout, Rollout.State.FINISHED);
  }

  /** False when the pointers moved meanwhile: the next look sees why. */
  private boolean becomesCurrent(Rollout rollout, Release release) {
    Pointers pointers = ledger.rollouts().overview().pointers();
    if (pointers.isCurrent(rollout.id())) {
      return true;
    }
    return pointers.isCandidate(rollout.id())
        && ledger
            .rollouts()
            .move(
                pointers.finished(
                    pointers.candidate().get(),
                    release.manifest().sweep().every(),
                    clock.instant()));
  }

  /** What takes it back is opened first: a rollout that closed without it would stay as it is. */
  boolean close(Rollout rollout, Rollout.State state) {
    if (state == Rollout.State.ROLLED_BACK) {
      undoing.open(rollout, Asker.of("halt"), rollout.id() + " is rolled back by itself");
    }
    Rollout closed = rollout.closed(state, rollout.note(), clock.instant());
    RolloutSummary summary = telling.summed(closed);
    ledger.rollouts().sum(closed, summary.counts());
    if (ledger.rollouts().step(closed)) {
      telling.ended(summary);
      counting.after(closed);
      return true;
    }
    return false;
  }
}
