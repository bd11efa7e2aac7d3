package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.RecordingTickQueue;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who plans accounts, in which order, and how fast. */
class PlanningFlowTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FlowWorld world = new FlowWorld(10);

  @Test
  void whoIsAwaitedIsSentBeforeTheOthersThatTheLedgerKnowsArePlanned() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.push(2, FlowWorld.CHANGED);
    world.handle(new Trigger.Pushed());
    while (world.work.waiting().isEmpty()) {
      world.deliverTicks();
    }

    assertThat(world.items.of(world.rollout(2).id()))
        .as("the hub's two stacks and the organization's")
        .hasSize(3);
    world.settle();
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.items.of(world.rollout(2).id())).hasSize(12);
  }

  @Test
  void whoseTurnItIsNotPlansNothingAndLooksAgainLater() {
    Rollout rollout = begun();
    taken(rollout, Duration.ofSeconds(60));
    int asked = world.organization.calls();

    world.handle(new Trigger.Tick(rollout.id(), world.rollout(1).step()));

    assertThat(world.organization.calls()).isEqualTo(asked);
    assertThat(last().delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(last().step()).as("no step was taken").isEqualTo(world.rollout(1).step());
  }

  @Test
  void whoRangJustBeforeSomebodysTurnIsHeard() {
    Rollout rollout = begun();
    taken(rollout, Duration.ofSeconds(60));
    int sent = world.ticks.sent().size();

    world.handle(new Trigger.Tick(rollout.id(), rollout.step() - 1));
    assertThat(world.ticks.sent()).as("an older tick is stale").hasSize(sent);

    world.handle(new Trigger.Tick(rollout.id(), rollout.step()));
    assertThat(last().step()).isEqualTo(rollout.step() + 1);
  }

  @Test
  void aTurnThatWasNotGivenBackIsTakenWhenItIsOver() {
    Rollout rollout = begun();
    taken(rollout, SECOND);
    world.clock.advance(SECOND);
    int asked = world.organization.calls();

    world.handle(new Trigger.Tick(rollout.id(), world.rollout(1).step()));

    assertThat(world.organization.calls()).isGreaterThan(asked);
    assertThat(world.rollout(1).listing().turn()).isEmpty();
  }

  @Test
  void whoPlannedWhileOthersTookStepsLeavesThemTheTimeToSend() {
    begun();
    world.organization.meanwhile(
        () -> {
          Rollout now = world.rollout(1);
          world.rollouts.step(now.next(world.clock.instant(), now.due()));
        });
    world.deliverTicks();

    assertThat(world.rollout(1).listing().complete()).isTrue();
    assertThat(last().delay()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void whoNeverGetsToWriteDownHowFarItCameStillLeavesATick() {
    begun();
    world.organization.meanwhile(() -> world.rollouts.faults().next("step", FlowWorld.throttled()));
    world.deliverTicks();

    assertThat(world.rollout(1).listing().complete()).isFalse();
    assertThat(last().step()).isEqualTo(world.rollout(1).step());
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void pagesBeyondTheRateAreAskedForASecondLater() {
    for (int i = 100; i < 500; i++) {
      world.add(member(i));
    }
    begun();
    int asked = world.organization.calls();
    world.deliverTicks();

    assertThat(world.organization.calls() - asked).as("75 % of a burst of 12").isEqualTo(9);
    assertThat(world.rollout(1).listing().pages()).isEqualTo(9);
    assertThat(last().delay()).isEqualTo(SECOND);
    world.settle();
    assertThat(world.rollout(1).listing().pages()).isEqualTo(21);
  }

  @Test
  void rolloutsThatListSideBySideAskNoMoreThanOne() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    for (int i = 100; i < 500; i++) {
      world.add(member(i));
    }
    world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    world.push(2, FlowWorld.CHANGED);
    world.handle(new Trigger.Pushed());
    int asked = world.organization.calls();
    while (world.organization.calls() == asked) {
      world.deliverTicks();
    }

    assertThat(world.organization.calls() - asked)
        .as("half of 75 % of a burst of 12, the other half is the other one's")
        .isEqualTo(4);
    world.settle();
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void whatAWaveWaitedForAPersonIsNoCreditForTheListing() {
    for (int i = 100; i < 900; i++) {
      world.add(member(i));
    }
    world.organization.faults().always("accounts", FlowWorld.throttled());
    world.push(1, Map.of("[{percent: 100}]", "[{percent: 100, approve: true}]"));
    world.handle(new Trigger.Pushed());
    while (world.rollout(1).state() != Rollout.State.WAITING) {
      world.step();
    }
    world.organization.faults().clear();
    world.deliverFor(Duration.ofHours(1));
    int asked = world.organization.calls();

    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    while (world.organization.calls() == asked) {
      world.deliverTicks();
    }

    assertThat(world.organization.calls() - asked).as("75 % of a burst of 12").isEqualTo(9);
    assertThat(last().delay()).isEqualTo(SECOND);
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void tagsKeepToTheirRateAndAccountsBeginAsTheirsAreKnown() {
    for (int i = 100; i < 200; i++) {
      world.add(member(i));
    }
    world.push(
        1, Map.of("except: {accounts: [], units: [], tags: {}}", "except: {tags: {env: lab}}"));
    world.handle(new Trigger.Pushed());
    int asked = world.organization.calls();
    world.deliverFor(Duration.ofSeconds(7));

    assertThat(world.organization.calls() - asked)
        .as("75 % of a burst of 15 and of 10 a second, two for who is awaited, pages beside")
        .isBetween(30, 11 + 7 * 8 + 2 + 10);
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(world.rollout(1).id())).hasSize(110);
  }

  /** A rollout whose hub is on its way; its next tick plans accounts. */
  private Rollout begun() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    while (world.work.waiting().isEmpty()) {
      world.deliverTicks();
    }
    return world.rollout(1);
  }

  private void taken(Rollout rollout, Duration left) {
    Rollout now = world.rollout(1);
    world.rollouts.step(
        now.with(now.listing().taken(world.clock.instant().plus(left)))
            .next(world.clock.instant(), rollout.due()));
  }

  private RecordingTickQueue.Sent last() {
    List<RecordingTickQueue.Sent> sent = world.ticks.sent();
    return sent.getLast();
  }
}
