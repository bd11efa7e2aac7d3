package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Tells the rollouts that are under way of accounts that join or move: their listing may have
 * passed them, and the account's own rollout brings it what it may have now, not what comes with
 * its wave.
 */
final class Latecomers {
  private final Ledger ledger;
  private final Fanout fanout;
  private final ReleaseShelf releases;
  private final InstantSource clock;

  Latecomers(Ledger ledger, Fanout fanout, ReleaseShelf releases, InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.fanout = Objects.requireNonNull(fanout);
    this.releases = Objects.requireNonNull(releases);
    this.clock = Objects.requireNonNull(clock);
  }

  /** One that joined goes with the release that is brought. */
  void bring(Account account) {
    Pointers pointers = ledger.rollouts().overview().pointers();
    pointers
        .candidate()
        .flatMap(pointer -> ledger.rollouts().find(pointer.rollout()))
        .filter(Latecomers::goesOn)
        .ifPresent(rollout -> add(rollout, pointers, account));
  }

  /** What is planned for one that moved goes by where it stood, whoever looks at every account. */
  void moved(Account account) {
    Rollouts.Overview overview = ledger.rollouts().overview();
    for (Rollouts.Open open : overview.open()) {
      ledger
          .rollouts()
          .find(open.id())
          .filter(rollout -> rollout.scope() instanceof Scope.Everyone)
          .filter(Latecomers::goesOn)
          .ifPresent(rollout -> add(rollout, overview.pointers(), account));
    }
  }

  private void add(Rollout rollout, Pointers pointers, Account account) {
    fanout.add(rollout, Granter.of(rollout, pointers, ledger, releases), account);
    boolean ended = ledger.rollouts().find(rollout.id()).filter(Rollout::open).isEmpty();
    if (ended) {
      ledger.items().each(rollout.id(), entry -> leave(entry, account));
    }
  }

  private static boolean goesOn(Rollout rollout) {
    return rollout.open()
        && (rollout.state() == Rollout.State.RUNNING || rollout.state() == Rollout.State.WAITING);
  }

  private void leave(Entry entry, Account account) {
    if (entry.account().equals(account.id()) && entry.state() == Entry.State.PLANNED) {
      ledger
          .items()
          .record(
              entry,
              entry.as(Entry.State.NOT_STARTED, "the account joined too late", clock.instant()));
    }
  }
}
