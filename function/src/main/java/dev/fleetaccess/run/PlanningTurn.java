package dev.fleetaccess.run;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.TickQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Plans accounts for a while, one orchestrator at a time: were two of them at it, nobody would be
 * left to see that the stack has converged for which everybody waits. Whoever finds that it is not
 * its turn looks again later whether there is anything else to do.
 */
final class PlanningTurn {
  /** A turn that was not given back is taken from whoever had it. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** How soon the rates allow more, about: the least delay that a queue has. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /**
   * Whoever took a step meanwhile may still send items, which would be found unsent for so long.
   */
  private static final Duration SENDING = Duration.ofSeconds(2);

  private static final int ATTEMPTS = 3;

  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final Fanout fanout;
  private final TickQueue ticks;
  private final Journal journal;
  private final Deadlines deadlines;
  private final InstantSource clock;

  PlanningTurn(
      Ledger ledger,
      ReleaseShelf releases,
      Fanout fanout,
      TickQueue ticks,
      Journal journal,
      Deadlines deadlines,
      InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.fanout = Objects.requireNonNull(fanout);
    this.ticks = Objects.requireNonNull(ticks);
    this.journal = Objects.requireNonNull(journal);
    this.deadlines = Objects.requireNonNull(deadlines);
    this.clock = Objects.requireNonNull(clock);
  }

  /** Whether there are accounts left to plan. */
  static boolean isOpen(Rollout rollout) {
    return rollout.state() == Rollout.State.RUNNING && !rollout.listing().complete();
  }

  /** Before anything is decided the accounts that everybody waits for have to be planned. */
  Rollout begun(Rollout rollout, Pointers pointers) {
    boolean rests = rollout.bakes().filter(now()::isBefore).isPresent();
    return rollout.state() == Rollout.State.RUNNING && !rollout.listing().begun() && !rests
        ? rollout.with(fanout.begin(rollout, granter(rollout, pointers)))
        : rollout;
  }

  /**
   * Plans on, if nobody else does.
   *
   * @param claimed done as soon as it is this one's turn
   */
  void take(Rollout rollout, Pointers pointers, Runnable claimed) {
    Instant now = now();
    if (rollout.listing().isTaken(now)) {
      ticks.send(rollout.id(), rollout.step(), deadlines.tickEvery());
      return;
    }
    Rollout taken =
        rollout
            .step(now, Deadlines.rollout(now, Duration.ZERO))
            .listing(rollout.listing().taken(now.plus(LONGEST)))
            .done();
    if (!ledger.rollouts().step(taken)) {
      return;
    }
    try {
      claimed.run();
      release(taken, fanout.advance(taken, granter(taken, pointers), deadlines.planning()));
    } catch (RemoteFailure e) {
      if (!e.failure().kind().retryable()) {
        throw e;
      }
      // What was written down is found there, and the rest is planned when the turn has passed.
      journal.warning("planning is repeated", Map.of("rollout", rollout.id(), "why", "" + e));
      ticks.send(taken.id(), taken.step(), deadlines.tickEvery());
    }
  }

  /**
   * Writes down how far the accounts are planned. Who planned while somebody else took a step adds
   * it to that step; and never goes away without a tick, since others have left it to this one.
   */
  private void release(Rollout taken, Fanout.Progress progress) {
    Listing listing = progress.listing().released();
    Duration rest = delay(taken, progress);
    Optional<Rollout> stands = Optional.of(taken);
    for (int attempt = 0; attempt < ATTEMPTS && stands.isPresent(); attempt++) {
      Duration delay = attempt > 0 && rest.compareTo(SENDING) < 0 ? SENDING : rest;
      Rollout next = stands.get().with(listing).next(now(), Deadlines.rollout(now(), delay));
      if (ledger.rollouts().step(next)) {
        ticks.send(next.id(), next.step(), delay);
        return;
      }
      stands =
          ledger
              .rollouts()
              .find(taken.id())
              .filter(PlanningTurn::isOpen)
              .filter(moved -> moved.listing().equals(taken.listing()));
    }
    ledger
        .rollouts()
        .find(taken.id())
        .filter(Rollout::open)
        .ifPresent(moved -> ticks.send(moved.id(), moved.step(), deadlines.tickEvery()));
  }

  private Duration delay(Rollout taken, Fanout.Progress progress) {
    boolean further = !progress.listing().equals(taken.listing());
    if (progress.ahead()) {
      return SOON;
    }
    return further && !progress.listing().complete() ? Duration.ZERO : deadlines.rest(taken, now());
  }

  private Granter granter(Rollout rollout, Pointers pointers) {
    return Granter.of(rollout, pointers, ledger, releases);
  }

  private Instant now() {
    return clock.instant();
  }
}
