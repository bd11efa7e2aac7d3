package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How rollouts stand, as workers see it: at most five seconds old, so that a halt reaches the queue
 * at the cost of one read a rollout and not of one a message.
 */
final class RolloutWatch {
  private static final Duration OLDEST = Duration.ofSeconds(5);
  private static final int PLACES = 64;

  private final Rollouts rollouts;
  private final InstantSource clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private volatile SeenPointers seenPointers;

  RolloutWatch(Rollouts rollouts, InstantSource clock) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.clock = Objects.requireNonNull(clock);
  }

  Optional<Rollout> look(String id) {
    Instant now = clock.instant();
    Seen last = seen.get(id);
    if (last != null && last.at.plus(OLDEST).isAfter(now)) {
      return last.rollout;
    }
    if (seen.size() >= PLACES) {
      seen.clear();
    }
    Optional<Rollout> found = rollouts.find(id);
    seen.put(id, new Seen(found, now));
    return found;
  }

  /** Which release is being brought and which one is there. */
  Pointers pointers() {
    Instant now = clock.instant();
    SeenPointers last = seenPointers;
    if (last != null && last.at.plus(OLDEST).isAfter(now)) {
      return last.pointers;
    }
    Pointers found = rollouts.overview().pointers();
    seenPointers = new SeenPointers(found, now);
    return found;
  }

  /**
   * Whether that rollout brings the candidate or brought the current release. A no is never old:
   * the rollout may have become candidate since the pointers were last looked at.
   */
  boolean pointTo(String rollout) {
    if (pointTo(pointers(), rollout)) {
      return true;
    }
    seenPointers = null;
    return pointTo(pointers(), rollout);
  }

  private static boolean pointTo(Pointers pointers, String rollout) {
    return pointers.isCandidate(rollout) || pointers.isCurrent(rollout);
  }

  private record SeenPointers(Pointers pointers, Instant at) {}

  private record Seen(Optional<Rollout> rollout, Instant at) {}
}
