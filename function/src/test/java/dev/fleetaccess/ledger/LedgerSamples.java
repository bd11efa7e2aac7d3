package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Rows of the ledger as tests need them. */
public final class LedgerSamples {
  /** When the rows were written. */
  public static final Instant NOW = FakeClock.START;

  /** When something should be heard. */
  public static final Instant DUE = NOW.plus(Duration.ofMinutes(5));

  /** A release. */
  public static final CommitId RELEASE = new CommitId("3e5983d0000000000000000000000000000000aa");

  private LedgerSamples() {}

  /** An account, counted from zero. */
  public static AccountId account(int number) {
    return new AccountId("%012d".formatted(300_000_000_000L + number));
  }

  /** A rollout that has just been opened. */
  public static Rollout rollout(String id) {
    return Rollout.of(id, Rollout.Kind.RELEASE, RELEASE, new Scope.Everyone(), NOW)
        .by("somebody")
        .state(Rollout.State.CLAIMING)
        .due(DUE)
        .done();
  }

  /** An item that has just been planned, of an account that the listing has not named yet. */
  public static Entry planned(String rollout, AccountId account) {
    return planned(rollout, account, false);
  }

  /** An item that has just been planned. */
  public static Entry planned(String rollout, AccountId account, boolean listed) {
    return Entry.of(rollout, RELEASE, account, "FleetAccess-Spoke", NOW)
        .stage(2)
        .due(DUE)
        .listed(listed ? Optional.of(NOW) : Optional.empty())
        .done();
  }

  /** What an account has that has never been entered. */
  public static Holding holding(AccountId account, String stack) {
    return Holding.of(account, stack, NOW).done();
  }
}
