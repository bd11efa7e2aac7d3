package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.CommitId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The releases whose accounts a rollback brings back: the one that it takes back, and those that
 * never finished because a newer one took their place. What finished once and still stands
 * somewhere is left to the next sweep.
 */
final class Unfinished {
  private final Rollouts rollouts;
  private final Map<CommitId, Boolean> known = new HashMap<>();

  /** Of a rollback that takes that rollout back. */
  Unfinished(Rollouts rollouts, Rollout rollback, Rollout undone) {
    this.rollouts = Objects.requireNonNull(rollouts);
    known.put(undone.release(), true);
    known.put(rollback.release(), false);
  }

  /** Whether that release is one of them; each is looked up once. */
  boolean brought(CommitId release) {
    return known.computeIfAbsent(release, this::neverFinished);
  }

  /** Those that were found until now. */
  List<CommitId> releases() {
    return known.keySet().stream().filter(known::get).toList();
  }

  private boolean neverFinished(CommitId release) {
    Optional<Rollout> last = Optional.empty();
    Optional<Rollout> next = rollouts.find(ReleaseDoor.id(release, 1));
    for (int time = 2; next.isPresent(); time++) {
      last = next;
      next = rollouts.find(ReleaseDoor.id(release, time));
    }
    return last.filter(rollout -> rollout.state() != Rollout.State.FINISHED).isPresent();
  }
}
