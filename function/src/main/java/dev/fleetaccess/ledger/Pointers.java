package dev.fleetaccess.ledger;

import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which release is being brought to the fleet and which one it has.
 *
 * @param version counts the changes; a change is a compare-and-set on it
 * @param candidate the release being rolled out
 * @param current the last release whose rollout finished
 * @param undone the release that was last rolled back, as long as the branch points to it: it is
 *     not begun again by itself
 * @param sweptAt when the last sweep was started
 * @param sweepEvery how often a sweep is wanted; zero before any release finished
 * @param since when the first release was begun: who joined later found FleetAccess at work
 */
public record Pointers(
    int version,
    Optional<Pointer> candidate,
    Optional<Pointer> current,
    Optional<Pointer> undone,
    Optional<Instant> sweptAt,
    Duration sweepEvery,
    Optional<Instant> since) {
  /** Before anything was rolled out. */
  public static final Pointers NONE =
      new Pointers(
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ZERO,
          Optional.empty());

  public Pointers {
    Objects.requireNonNull(candidate);
    Objects.requireNonNull(current);
    Objects.requireNonNull(undone);
    Objects.requireNonNull(sweptAt);
    Objects.requireNonNull(sweepEvery);
    Objects.requireNonNull(since);
  }

  /**
   * A release and the rollout that brings or brought it.
   *
   * @param release the release
   * @param rollout the rollout's id
   */
  public record Pointer(CommitId release, String rollout) {
    public Pointer {
      Objects.requireNonNull(release);
      Objects.requireNonNull(rollout);
    }
  }

  /** Whether that rollout brings the candidate. */
  public boolean isCandidate(String rollout) {
    return candidate.filter(pointer -> pointer.rollout().equals(rollout)).isPresent();
  }

  /** Whether that rollout brought the current release. */
  public boolean isCurrent(String rollout) {
    return current.filter(pointer -> pointer.rollout().equals(rollout)).isPresent();
  }

  /** With that candidate. */
  public Pointers withCandidate(Pointer pointer) {
    return new Pointers(
        version + 1, Optional.of(pointer), current, undone, sweptAt, sweepEvery, since);
  }

  /** A release was begun then: the first one says since when FleetAccess is at work. */
  public Pointers begun(Instant when) {
    return new Pointers(
        version,
        candidate,
        current,
        undone,
        sweptAt,
        sweepEvery,
        since.or(() -> Optional.of(when)));
  }

  /** Without the candidate, which is rolled back. */
  public Pointers undoing() {
    return new Pointers(
        version + 1,
        Optional.empty(),
        current,
        candidate.or(() -> undone),
        sweptAt,
        sweepEvery,
        since);
  }

  /** The branch points to something else than what was rolled back. */
  public Pointers pastUndone() {
    return new Pointers(
        version + 1, candidate, current, Optional.empty(), sweptAt, sweepEvery, since);
  }

  /** With the candidate become current; its rollout looked at every account, as a sweep does. */
  public Pointers finished(Pointer pointer, Duration newSweepEvery, Instant when) {
    return new Pointers(
        version + 1,
        Optional.empty(),
        Optional.of(pointer),
        undone.filter(other -> !other.release().equals(pointer.release())),
        Optional.of(when),
        newSweepEvery,
        since);
  }

  /** With a sweep begun. */
  public Pointers swept(Instant when) {
    return new Pointers(
        version + 1, candidate, current, undone, Optional.of(when), sweepEvery, since);
  }
}
