package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.release.SampleReleases;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnhurriedOrganizationTest {
  private static final AccountId ONE = new AccountId("300000000001");

  private final FakeClock clock = new FakeClock();
  private final FakeOrganization behind = new FakeOrganization(SampleReleases.FACTS);
  private final UnhurriedOrganization organization =
      new UnhurriedOrganization(behind, clock, clock::advance);

  @Test
  void tagsAreAskedForNoFasterThanOurShare() {
    for (int i = 0; i < 100; i++) {
      organization.tags(ONE);
    }

    // 25 % of 10 a second, and of 15 at once: (100 - 3.75) / 2.5 s.
    assertThat(Duration.between(FakeClock.START, clock.instant()))
        .isBetween(Duration.ofSeconds(38), Duration.ofSeconds(40));
  }

  @Test
  void whoIsThrottledWaitsAndAsksAgain() {
    Failure throttled = new Failure(Failure.Kind.THROTTLED, "TooManyRequestsException", "slow");
    behind.faults().next("root", throttled);
    behind.faults().next("root", throttled);

    assertThat(organization.root()).isEqualTo(FakeOrganization.ROOT);

    assertThat(Duration.between(FakeClock.START, clock.instant()))
        .isEqualTo(Duration.ofSeconds(1 + 2));
  }

  @Test
  void whoIsThrottledForGoodIsToldSo() {
    behind
        .faults()
        .always("root", new Failure(Failure.Kind.THROTTLED, "TooManyRequestsException", "slow"));

    assertThatThrownBy(organization::root).isInstanceOf(RemoteFailure.class);

    assertThat(behind.calls()).isEqualTo(6);
  }

  @Test
  void whoIsRefusedDoesNotAskAgain() {
    behind.faults().always("root", new Failure(Failure.Kind.DENIED, "AccessDenied", "no"));

    assertThatThrownBy(organization::root).isInstanceOf(RemoteFailure.class);

    assertThat(behind.calls()).isEqualTo(1);
  }
}
