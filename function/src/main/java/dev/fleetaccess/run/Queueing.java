package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.plan.Pace;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.plan.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Gives items their place in the one queue at the door of STS: whichever rollout they are of, all
 * enter accounts at our share of its rate.
 */
final class Queueing {
  /** So few, as of an account that joins, are let in at once; the next ones wait for them. */
  static final int FEW = 20;

  private static final Duration HALF = WorkQueue.LONGEST_DELAY.dividedBy(2);

  /** Others take places too; who comes too late so often goes by what he saw. */
  private static final int TRIES = 5;

  private final Rollouts rollouts;
  private final Rates rates;
  private final InstantSource clock;

  Queueing(Rollouts rollouts, Rates rates, InstantSource clock) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.rates = Objects.requireNonNull(rates);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * How many of so many items may be sent now. A message can be delayed for a quarter of an hour:
   * none are added while the first half of that is full, and never more than fill the other, so
   * that whoever waits rests meanwhile and no worker ever does.
   */
  int room(Rollout rollout, int items) {
    if (items <= FEW) {
      return items;
    }
    boolean full = rollouts.paced().isAfter(clock.instant().plus(HALF));
    double fill = rates.items(looks(rollout)) * HALF.toSeconds();
    return full ? 0 : (int) Math.min(items, fill);
  }

  /**
   * When so many items of that rollout may begin, which is taken from the others; those that would
   * come too late have no place.
   */
  Pace of(Rollout rollout, int items) {
    double aSecond = rates.items(looks(rollout));
    Instant before = rollouts.paced();
    Pace pace = pace(before, items, aSecond);
    for (int tries = 1; tries < TRIES && !rollouts.pace(before, pace.free()); tries++) {
      before = rollouts.paced();
      pace = pace(before, items, aSecond);
    }
    return pace;
  }

  private Pace pace(Instant free, int items, double aSecond) {
    Instant now = clock.instant();
    Pace pace = Pace.of(free, now, items, aSecond);
    return items > FEW ? pace : new Pace(Pace.of(now, now, items, items).runs(), pace.free());
  }

  /**
   * What is written is looked at once more; what only looks mostly finds nothing to write. A first
   * release may try several roles in each account, and is kept slow enough by the listing: nobody
   * is known before.
   */
  private static int looks(Rollout rollout) {
    return switch (rollout.kind()) {
      case RELEASE, ROLLBACK, JOIN -> 2;
      case RERUN, SWEEP, DRIFT -> 1;
    };
  }
}
