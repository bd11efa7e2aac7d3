package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One happening that changes accounts or looks at them, as the ledger knows it. It goes leg by leg:
 * a stage, in waves where a release is brought.
 *
 * @param id its id
 * @param kind why it exists
 * @param release the release it brings
 * @param scope the accounts it is for
 * @param dryRun whether it only looks
 * @param ordered whether a person asked for this very commit, wherever the branch points
 * @param by who asked for it, as they claim; not checked
 * @param state where it stands
 * @param since when it came to stand so
 * @param step counts its steps; a step is taken by compare-and-set on it
 * @param stage the stage it is in, from 0
 * @param wave the wave of the stage it is in, from 0
 * @param approved so many legs from the first may begin as far as approval goes
 * @param bakes until when it rests before the next wave; empty when it does not
 * @param resumed when it was last resumed after a halt: what failed before is tried again
 * @param told before which time people were told of all its accounts that newly fail
 * @param listing how far the accounts are planned
 * @param note why it stands so, in words
 * @param open whether items of it may still change
 * @param started when it was opened
 * @param changed when it last took a step
 * @param due when the next step should have been taken
 */
public record Rollout(
    String id,
    Kind kind,
    CommitId release,
    Scope scope,
    boolean dryRun,
    boolean ordered,
    String by,
    State state,
    Instant since,
    int step,
    int stage,
    int wave,
    int approved,
    Optional<Instant> bakes,
    Optional<Instant> resumed,
    Instant told,
    Listing listing,
    String note,
    boolean open,
    Instant started,
    Instant changed,
    Instant due) {
  public Rollout {
    Objects.requireNonNull(id);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(release);
    Objects.requireNonNull(scope);
    Objects.requireNonNull(by);
    Objects.requireNonNull(state);
    Objects.requireNonNull(since);
    Objects.requireNonNull(bakes);
    Objects.requireNonNull(resumed);
    Objects.requireNonNull(told);
    Objects.requireNonNull(listing);
    Objects.requireNonNull(note);
    Objects.requireNonNull(started);
    Objects.requireNonNull(changed);
    Objects.requireNonNull(due);
  }

  /** A rollout that has taken no step, opened and due at the time given. */
  public static RolloutDraft of(
      String id, Kind kind, CommitId release, Scope scope, Instant started) {
    return new RolloutDraft(id, kind, release, scope, started);
  }

  /** Why a rollout exists. */
  public enum Kind {
    /** A commit is brought to the fleet. */
    RELEASE,
    /** An account joined, or moved to another unit. */
    JOIN,
    /** Somebody asked for it. */
    RERUN,
    /** The regular look at every account. */
    SWEEP,
    /** Somebody asked for it, and for the live roles to be compared with what is wanted. */
    DRIFT,
    /** What another rollout wrote is brought back to what was there before. */
    ROLLBACK
  }

  /** Where a rollout stands. */
  public enum State {
    /** It is about to move the pointers. */
    CLAIMING,
    RUNNING,
    /** Its next wave begins when a person agrees. */
    WAITING,
    /** Too many accounts failed, or a person said so; nothing more is started. */
    HALTED,
    FINISHED,
    /** A newer commit took its place. */
    SUPERSEDED,
    /** Nothing more is started, and another rollout takes back what it wrote. */
    ROLLED_BACK
  }

  /** When its accounts began to be listed; anew since it was resumed. */
  public Instant listedFrom() {
    return resumed.orElse(started);
  }

  /**
   * When an account counts as listed that is named now: not before the listing began, however far
   * the clock of whoever lists is behind that of who opened it. Otherwise nobody would be listed,
   * and every failure be excused.
   */
  public Instant listedAt(Instant now) {
    Instant from = listedFrom();
    return now.isBefore(from) ? from : now;
  }

  /** The same rollout, something in it to be changed. */
  public RolloutDraft but() {
    return new RolloutDraft(this);
  }

  /** The next step in the same state. */
  public Rollout next(Instant now, Instant newDue) {
    return step(now, newDue).done();
  }

  /** The next step, in another state. */
  public Rollout as(State newState, String why, Instant now, Instant newDue) {
    return step(now, newDue).state(newState).note(why).done();
  }

  /** The next step, in another leg. */
  public Rollout inLeg(int newStage, int newWave, Instant now, Instant newDue) {
    return step(now, newDue).stage(newStage).wave(newWave).bakes(Optional.empty()).done();
  }

  /** The same step, listed further: it is written down with the step that follows. */
  public Rollout with(Listing newListing) {
    return but().listing(newListing).done();
  }

  /** The last step: nothing of it changes any more. */
  public Rollout closed(State newState, String why, Instant now) {
    return step(now, now).state(newState).note(why).open(false).done();
  }

  /** The next step in the making. */
  public RolloutDraft step(Instant now, Instant newDue) {
    return but().step(step + 1).changed(now).due(newDue);
  }
}
