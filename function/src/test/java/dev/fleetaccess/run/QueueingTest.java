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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest(name = "taken for {0} s more: {1} of 2,500 and {2} of 20")
  @CsvSource({
    "0,   2500, 20, nothing waits",
    "450, 2500, 20, the second half is free",
    "451, 0,    20, enough wait for a while, and a few do not stand in the queue",
    "900, 0,    20, a message cannot be delayed for longer"
  })
  void nobodyIsSentWhileEnoughWait(int taken, int many, int few, String reason) {
    rollouts.pace(rollouts.paced(), clock.instant().plusSeconds(taken));

    assertThat(room(queueing, 2_500)).as(reason).isEqualTo(many);
    assertThat(room(queueing, 20)).as(reason).isEqualTo(few);
  }

  @Test
  void aSmallShareIsSentInPartsThatFillAQuarterOfAnHourAtMost() {
    var slow = new Queueing(rollouts, new Rates(1), clock);
    rollouts.pace(rollouts.paced(), clock.instant().plusSeconds(450));

    int some = room(slow, 2_500);

    assertThat(some).as("3 a second, for 450 seconds").isEqualTo(1_350);
    assertThat(of(slow, Rollout.Kind.RELEASE, some).items()).isEqualTo(some);
  }

  private int room(Queueing at, int items) {
    return at.room(rollout(Rollout.Kind.RELEASE), items);
  }

  private Pace of(Rollout.Kind kind, int items) {
    return of(queueing, kind, items);
  }

  private Pace of(Queueing at, Rollout.Kind kind, int items) {
    return at.of(rollout(kind), items);
  }

  private Rollout rollout(Rollout.Kind kind) {
    return Rollout.of("rollout", kind, COMMIT, new Scope.Everyone(), clock.instant()).done();
  }
}
