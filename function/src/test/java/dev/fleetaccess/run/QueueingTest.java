package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.InMemoryRollouts;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Pace;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One queue for all rollouts. */
class QueueingTest {
  private static final CommitId COMMIT = new CommitId("a".repeat(40));
  private final FakeClock clock = new FakeClock();
  private final InMemoryRollouts rollouts = new InMemoryRollouts();
  private final Queueing queueing = new Queueing(rollouts, new Rates(75), clock);

  @Test
  void twoRolloutsTogetherKeepToTheRateOfOne() {
    Pace first = of(Rollout.Kind.RELEASE, 450);
    Pace second = of(Rollout.Kind.RERUN, 450);

    assertThat(first.runs()).hasSize(2).first().isEqualTo(new Pace.Run(Duration.ZERO, 225));
    assertThat(second.runs().getFirst())
        .as("behind the others")
        .isEqualTo(new Pace.Run(Duration.ofSeconds(2), 450));
  }

  @Test
  void aJoinDoesNotWaitForThousandsAndIsWaitedFor() {
    of(Rollout.Kind.RELEASE, 2_500);
    var free = rollouts.paced();

    assertThat(of(Rollout.Kind.JOIN, 1).runs()).containsExactly(new Pace.Run(Duration.ZERO, 1));
    assertThat(rollouts.paced()).isAfter(free);
  }

  private Pace of(Rollout.Kind kind, int items) {
    Rollout rollout =
        Rollout.of("rollout", kind, COMMIT, new Scope.Everyone(), clock.instant()).done();
    return queueing.of(rollout, items);
  }
}
