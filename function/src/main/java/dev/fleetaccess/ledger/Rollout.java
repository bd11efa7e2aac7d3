package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.Objects;

/**
 * One piece of work over the fleet, as it stands.
 *
 * @param id its id, such as {@code release-3e5983de2f1a} or {@code sweep-20261120T030000Z}
 * @param kind why it exists
 * @param release the release whose manifest orders its stages; for a {@link Kind#RELEASE} rollout
 *     the release it brings
 * @param scope the accounts it is for
 * @param dryRun whether it only looks
 * @param by who asked for it, as they claim; not checked
 * @param state where it stands
 * @param step counts its steps; a step is taken by compare-and-set on it
 * @param stage the stage it is in, from 0
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
    String by,
    State state,
    int step,
    int stage,
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
    Objects.requireNonNull(listing);
    Objects.requireNonNull(note);
    Objects.requireNonNull(started);
    Objects.requireNonNull(changed);
    Objects.requireNonNull(due);
  }

  /** Why a rollout exists. */
  public enum Kind {
    /** A new commit is brought to the fleet. */
    RELEASE,
    /** An account joined, or moved to another unit. */
    JOIN,
    /** Somebody asked for it. */
    RERUN,
    /** The regular look at every account. */
    SWEEP,
    /** Somebody asked for it, and for the live roles to be compared with what is wanted. */
    DRIFT
  }

  /** Where a rollout stands. */
  public enum State {
    /** It is about to become the candidate. */
    CLAIMING,
    RUNNING,
    /** Too many accounts failed; nothing more is started until a person says so. */
    HALTED,
    FINISHED,
    /** A newer commit took its place. */
    SUPERSEDED
  }

  /** The next step in the same state. */
  public Rollout next(Instant now, Instant newDue) {
    return step(state, stage, note, open, now, newDue);
  }

  /** The next step, in another state. */
  public Rollout as(State newState, String why, Instant now, Instant newDue) {
    return step(newState, stage, why, open, now, newDue);
  }

  /** The next step, in another stage. */
  public Rollout inStage(int newStage, Instant now, Instant newDue) {
    return step(state, newStage, note, open, now, newDue);
  }

  /** The next step: it halts before a stage of which a person has to agree. */
  public Rollout haltedBefore(int newStage, String why, Instant now, Instant newDue) {
    return step(State.HALTED, newStage, why, open, now, newDue);
  }

  /** The same step, listed further: it is written down with the step that follows. */
  public Rollout with(Listing newListing) {
    return new Rollout(
        id,
        kind,
        release,
        scope,
        dryRun,
        by,
        state,
        step,
        stage,
        newListing,
        note,
        open,
        started,
        changed,
        due);
  }

  /** The last step: nothing of it changes any more. */
  public Rollout closed(State newState, String why, Instant now) {
    return step(newState, stage, why, false, now, now);
  }

  private Rollout step(
      State newState, int newStage, String newNote, boolean newOpen, Instant now, Instant newDue) {
    return new Rollout(
        id, kind, release, scope, dryRun, by, newState, step + 1, newStage, listing, newNote,
        newOpen, started, now, newDue);
  }
}
