package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Adds accounts that join to the rollout that brings a release: its listing may have passed them,
 * and their own rollout brings them what they may have now, not what comes with their wave.
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

  void bring(Account account) {
    Pointers pointers = ledger.rollouts().overview().pointers();
    Optional<Rollout> bringing =
        pointers
            .candidate()
            .flatMap(pointer -> ledger.rollouts().find(pointer.rollout()))
            .filter(Latecomers::goesOn);
    if (bringing.isEmpty()) {
      return;
    }
    Rollout rollout = bringing.get();
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
