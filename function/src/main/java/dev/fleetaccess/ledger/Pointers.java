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
 * @param undone the release that was last rolled back: it is not begun again by itself
 * @param sweptAt when the last sweep was started
 * @param sweepEvery how often a sweep is wanted; zero before any release finished
 */
public record Pointers(
    int version,
    Optional<Pointer> candidate,
    Optional<Pointer> current,
    Optional<Pointer> undone,
    Optional<Instant> sweptAt,
    Duration sweepEvery) {
  /** Before anything was rolled out. */
  public static final Pointers NONE =
      new Pointers(
          0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO);

  public Pointers {
    Objects.requireNonNull(candidate);
    Objects.requireNonNull(current);
    Objects.requireNonNull(undone);
    Objects.requireNonNull(sweptAt);
    Objects.requireNonNull(sweepEvery);
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
    return new Pointers(version + 1, Optional.of(pointer), current, undone, sweptAt, sweepEvery);
  }

  /** Without the candidate, which is rolled back. */
  public Pointers undoing() {
    return new Pointers(
        version + 1, Optional.empty(), current, candidate.or(() -> undone), sweptAt, sweepEvery);
  }

  /** With the candidate become current; its rollout looked at every account, as a sweep does. */
  public Pointers finished(Pointer pointer, Duration newSweepEvery, Instant when) {
    return new Pointers(
        version + 1,
        Optional.empty(),
        Optional.of(pointer),
        undone.filter(other -> !other.release().equals(pointer.release())),
        Optional.of(when),
        newSweepEvery);
  }

  /** With a sweep begun. */
  public Pointers swept(Instant when) {
    return new Pointers(version + 1, candidate, current, undone, Optional.of(when), sweepEvery);
  }
}
