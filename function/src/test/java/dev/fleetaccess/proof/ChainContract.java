package dev.fleetaccess.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import org.junit.jupiter.api.Test;

/** What every {@link Chain} keeps to. */
public abstract class ChainContract {
  private static final String WHY = "FleetAccess-release-3e5983d-1";

  /** A chain on which nothing was walked yet. */
  protected abstract Chain port();

  /** The account whose hub role lets us in. */
  protected abstract AccountId hub();

  /** An account whose spoke lets the hub in. */
  protected abstract AccountId spoke();

  /** An account that has neither a hub nor a spoke role. */
  protected abstract AccountId bare();

  @Test
  void theHubEntersASpokeInTwoCalls() {
    Chain chain = port();
    Session hub = chain.hub(hub(), WHY);

    chain.enter(hub, spoke(), Target.SPOKE);

    assertThat(hub.account()).isEqualTo(hub());
    assertThat(hub.calls()).isEqualTo(2);
  }

  @Test
  void theNextSpokeTakesOne() {
    Chain chain = port();
    chain.enter(chain.hub(hub(), WHY), spoke(), Target.SPOKE);

    Session again = chain.hub(hub(), WHY);
    chain.enter(again, spoke(), Target.SPOKE);

    assertThat(again.calls()).isEqualTo(1);
  }

  @Test
  void whoeverEnteredReadsInOneCallMore() {
    Chain chain = port();
    Session hub = chain.hub(hub(), WHY);
    Session entered = chain.enter(hub, spoke(), Target.SPOKE);

    chain.read(entered, Target.SPOKE);

    assertThat(entered.account()).isEqualTo(spoke());
    assertThat(entered.role()).isEqualTo("spoke-001");
    assertThat(hub.calls()).as("counted where the proof counts").isEqualTo(3);
  }

  @Test
  void anotherReasonIsAnotherSession() {
    Chain chain = port();
    chain.hub(hub(), WHY);

    assertThat(chain.hub(hub(), "FleetAccess-sweep-1").calls()).isEqualTo(1);
  }

  @Test
  void anAccountWithoutAHubIsNone() {
    Chain chain = port();

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> chain.hub(bare(), WHY))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.DENIED));
  }

  @Test
  void aSpokeThatIsNotThereLetsNobodyInAndTheCallCounts() {
    Chain chain = port();
    Session hub = chain.hub(hub(), WHY);

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> chain.enter(hub, bare(), Target.SPOKE))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.DENIED));
    assertThat(hub.calls()).isEqualTo(2);
  }
}
