package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.InMemoryRollouts;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Pace;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One queue for all rollouts. */
class QueueingTest {
  private static final Release RELEASE = SampleReleases.release(new CommitId("a".repeat(40)));
  private static final Pointers FINISHED =
      Pointers.NONE.finished(
          new Pointers.Pointer(RELEASE.commit(), "release-1"), Duration.ofDays(1), FakeClock.START);

  private final FakeClock clock = new FakeClock();
  private final InMemoryRollouts rollouts = new InMemoryRollouts();
  private final Queueing queueing = new Queueing(rollouts, new Rates(75), clock);

  @Test
  void twoRolloutsTogetherKeepToTheRateOfOne() {
    Pace first = of(Rollout.Kind.RELEASE, FINISHED, 450);
    Pace second = of(Rollout.Kind.RERUN, FINISHED, 450);

    assertThat(first.runs()).hasSize(2).first().isEqualTo(new Pace.Run(Duration.ZERO, 225));
    assertThat(second.runs().getFirst())
        .as("behind the others")
        .isEqualTo(new Pace.Run(Duration.ofSeconds(2), 450));
  }

  @Test
  void aJoinDoesNotWaitForThousandsAndIsWaitedFor() {
    of(Rollout.Kind.RELEASE, FINISHED, 2_500);
    var free = rollouts.paced();

    assertThat(of(Rollout.Kind.JOIN, FINISHED, 1).runs())
        .containsExactly(new Pace.Run(Duration.ZERO, 1));
    assertThat(rollouts.paced()).isAfter(free);
  }

  @Test
  void asLongAsNobodyKnowsWhichRoleLetsUsInEachMayBeTried() {
    int roles = RELEASE.manifest().access().size();

    Pace unknown = of(Rollout.Kind.RELEASE, Pointers.NONE, 1_000);

    assertThat(roles).isGreaterThan(1);
    assertThat(unknown.runs().getFirst().items()).isEqualTo(225 / roles + 1);
  }

  private Pace of(Rollout.Kind kind, Pointers pointers, int items) {
    Rollout rollout =
        Rollout.of("rollout", kind, RELEASE.commit(), new Scope.Everyone(), clock.instant()).done();
    return queueing.of(rollout, RELEASE, pointers, items);
  }
}
