package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When something should have been heard of, and how often to look.
 *
 * @param tickEvery how soon a rollout with work under way is looked at again
 * @param planning how long one invocation goes on planning accounts before it looks at the rest
 */
public record Deadlines(Duration tickEvery, Duration planning) {
  /** An item is sent again after so long a silence: it covers a full queue ahead of it. */
  static final Duration ITEM_SILENCE = Duration.ofMinutes(15);

  /** A rollout is taken up by the heartbeat after so long a silence: an invocation may take two. */
  static final Duration ROLLOUT_SILENCE = Duration.ofMinutes(4);

  /** A rollout that took no step for so long after it was due is taken for dead. */
  static final Duration DEAD = Duration.ofHours(1);

  /** How often an item's message is sent again before the item is given up as lost. */
  static final int MOST_RESENDS = 2;

  private static final Duration LONGEST_REST = Duration.ofSeconds(60);
  private static final int SHARE_OF_AGE = 20;

  /** How often to look whether a rollout that waits for somebody was overtaken meanwhile. */
  private static final Duration WAITING = Duration.ofMinutes(5);

  public Deadlines {
    Objects.requireNonNull(tickEvery);
    Objects.requireNonNull(planning);
  }

  /** When an item that comes back after the delay should have been heard of. */
  static Instant item(Instant now, Duration delay) {
    return now.plus(delay).plus(ITEM_SILENCE);
  }

  /** When a rollout that is ticked after the delay should have taken its step. */
  static Instant rollout(Instant now, Duration delay) {
    return now.plus(delay).plus(ROLLOUT_SILENCE);
  }

  /** How long a rollout rests when there is nothing to do. */
  Duration rest(Rollout rollout, Instant now) {
    if (rollout.state() == Rollout.State.WAITING) {
      return WAITING;
    }
    Optional<Duration> left =
        rollout.bakes().filter(now::isBefore).map(until -> Duration.between(now, until));
    Duration longest = left.filter(rest -> rest.compareTo(WAITING) < 0).orElse(WAITING);
    return left.isPresent() ? longest : rest(Duration.between(rollout.started(), now));
  }

  /** The older the rollout the longer. */
  private Duration rest(Duration age) {
    Duration share = age.dividedBy(SHARE_OF_AGE);
    if (share.compareTo(tickEvery) < 0) {
      return tickEvery;
    }
    return share.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : share;
  }
}
