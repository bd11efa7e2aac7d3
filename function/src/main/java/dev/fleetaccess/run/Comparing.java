package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.reconcile.Wanted;
import dev.fleetaccess.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Says when live roles are compared with what is wanted although their stack is right: when a
 * person asks for it; when the hub could not enter; when the ledger did not know the stack; where
 * the account fails, since a stack alone does not show that what failed was not its roles; and in a
 * sweep where the last comparison is as old as the manifest allows, or where everybody waits for
 * the stack.
 */
final class Comparing {
  private final InstantSource clock;

  Comparing(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock);
  }

  /** What is wanted of the item's roles. */
  Wanted wanted(
      Release release, WorkItem item, Entry entry, Rollout rollout, Optional<Holding> holding) {
    boolean compare =
        switch (rollout.kind()) {
          case DRIFT -> true;
          case SWEEP ->
              isGate(release, item.stack()) || due(release.manifest().sweep().drift(), holding);
          case RELEASE, JOIN, RERUN, ROLLBACK -> false;
        };
    return new Wanted(
        release,
        entry.stack(),
        entry.account(),
        entry.traits(),
        compare
            || item.attempt().is(Course.Kind.COMPARING)
            || item.attempt().is(Course.Kind.CLAIMING)
            || holding.flatMap(Holding::failure).isPresent());
  }

  /** The hub's role is one of these few: broken, it takes the whole fleet with it. */
  static boolean isGate(Release release, String stack) {
    return Stage.of(release.manifest()).stream()
        .anyMatch(stage -> stage.gate() && stage.stack().name().equals(stack));
  }

  /** How a stack that is right stands, in words: what was mended on the way, else its status. */
  static String note(WorkItem item, StackState.Settled stack) {
    String mended = item.attempt().course().found();
    return mended.isEmpty() ? stack.status() : mended;
  }

  /** A failure, and what was found and may be mended in part: it is told nowhere else. */
  static Failure told(WorkItem item, Failure failure) {
    String found = item.attempt().course().found();
    return found.isEmpty()
        ? failure
        : new Failure(
            failure.kind(), failure.code(), failure.message() + " — in the middle of: " + found);
  }

  /**
   * Each account by its own last comparison, so that one that was missed is made up for; a tenth
   * sooner, or a sweep just as frequent would always come a moment too soon.
   */
  private boolean due(Duration every, Optional<Holding> holding) {
    Instant now = clock.instant();
    Duration nearly = every.minus(every.dividedBy(10));
    return holding
        .flatMap(Holding::compared)
        .filter(last -> last.plus(nearly).isAfter(now))
        .isEmpty();
  }
}
