package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeAccess;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.RecordingWorkQueue;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is lost, refused or late is made up for. */
class RecoveryFlowTest {
  private final FlowWorld world = new FlowWorld(25);

  @Test
  void theHeartbeatStartsTheSweepWhenItIsDueAndReadsOnceWhenNothingIs() {
    world.pushed(1, FlowWorld.AS_IT_IS);

    assertThat(world.handle(new Trigger.Heartbeat()).status()).isEqualTo(Reply.Status.NOTHING);
    world.clock.advance(Duration.ofHours(25));
    Reply due = world.handle(new Trigger.Heartbeat());
    world.settle();

    assertThat(due.rollout().orElseThrow()).startsWith("sweep-");
    assertThat(world.handle(new Trigger.Heartbeat()).status()).isEqualTo(Reply.Status.NOTHING);
  }

  @ParameterizedTest(name = "it dies at: {0}")
  @ValueSource(strings = {"open", "move"})
  void aSweepThatDiesAsItBeginsIsNeitherLostNorDoneTwice(String at) {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.clock.advance(Duration.ofHours(25));
    world.rollouts.faults().next(at, FlowWorld.throttled());

    assertThatThrownBy(() -> world.handle(new Trigger.Heartbeat()))
        .isInstanceOf(RemoteFailure.class);
    world.handle(new Trigger.Heartbeat());
    world.settle();
    world.handle(new Trigger.Heartbeat());
    world.settle();

    assertThat(world.rollouts.everOpened())
        .filteredOn(rollout -> rollout.kind() == Rollout.Kind.SWEEP)
        .hasSize(1)
        .allMatch(rollout -> rollout.state() == Rollout.State.FINISHED);
    assertThat(world.handle(new Trigger.Heartbeat()).message()).isEqualTo("nothing is overdue");
  }

  @Test
  void everyPurgedQueueIsFilledAgainByTheHeartbeat() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofSeconds(70));
    world.work.takeAll();
    world.ticks.takeAll();

    for (int minutes = 0; minutes < 60; minutes += 5) {
      world.clock.advance(Duration.ofMinutes(5));
      world.handle(new Trigger.Heartbeat());
      world.settle();
    }

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(world.rollout(1).id()).values())
        .allMatch(entry -> entry.state() == Entry.State.CONVERGED);
  }

  @Test
  void whatIsLostForGoodEndsAsFailed() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());

    for (int minutes = 0; minutes < 120; minutes += 5) {
      world.deliverTicks();
      world.work.takeAll();
      world.clock.advance(Duration.ofMinutes(5));
      world.handle(new Trigger.Heartbeat());
    }

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.HALTED);
    assertThat(world.items.of(world.rollout(1).id()))
        .allMatch(entry -> entry.state().ended())
        .anyMatch(entry -> entry.failure().filter(f -> f.kind() == Failure.Kind.LOST).isPresent());
  }

  @Test
  void whatFailsAtEachDeliveryIsLostWithTheLastOfIt() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.inventory.faults().always("find", FlowWorld.throttled());
    while (world.failedDeliveries.isEmpty()) {
      world.step();
    }
    world.inventory.faults().clear();

    for (int minutes = 0; minutes < 120; minutes += 5) {
      world.deliverTicks();
      world.work.takeAll();
      world.clock.advance(Duration.ofMinutes(5));
      world.handle(new Trigger.Heartbeat());
    }

    assertThat(world.items.of(world.rollout(1).id()))
        .filteredOn(entry -> entry.failure().isPresent())
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThat(entry.failure().get().message())
                    .contains("nothing was heard of it", "Rate exceeded"));
  }

  @Test
  void aRoleThatLetUsInAfterOthersRefusedIsTriedFirstAtTheNextVisit() {
    world.access.revoke(member(1), FlowWorld.ROLE);
    world.access.allow(member(1), "AWSControlTowerExecution");

    world.pushed(1, FlowWorld.AS_IT_IS);

    assertThat(world.access.entered())
        .filteredOn(entered -> entered.account().equals(member(1)))
        .extracting(FakeAccess.Entered::role)
        .startsWith(FlowWorld.ROLE, "AWSControlTowerExecution", "AWSControlTowerExecution")
        .containsOnlyOnce(FlowWorld.ROLE);
  }

  @Test
  void aRefusedPageTokenStartsTheListingAgain() {
    for (int i = 100; i < 200; i++) {
      world.add(member(i));
    }
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.organization.faults().next("accounts", FlowWorld.throttled());
    world.step();
    world.step();
    world.organization.faults().next("accounts", FlowWorld.throttled());
    world.step();
    world.organization.refuseCursors();
    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(world.rollout(1).id())).hasSize(125);
  }

  @Test
  void whatWasPlannedBeforeTheLedgerRefusedIsNotPlannedAgain() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.settle();
    String rerun =
        world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann")).rollout().orElseThrow();
    world.items.faults().always("plan", FlowWorld.throttled());
    world.step();
    assertThat(world.items.of(rerun)).isEmpty();
    assertThat(world.rollouts.find(rerun).orElseThrow().stage())
        .as("nothing planned is not the same as nothing to do")
        .isZero();
    world.items.faults().clear();
    world.settle();

    assertThat(world.rollouts.find(rerun).orElseThrow().state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.items.of(rerun))
        .hasSameSizeAs(world.items.of(world.rollout(1).id()))
        .allSatisfy(entry -> assertThat(entry.state()).isEqualTo(Entry.State.CONVERGED));
  }

  @Test
  void aPageThatCannotBeWrittenDownIsReadAgain() {
    for (int i = 100; i < 200; i++) {
      world.add(member(i));
    }
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.step();
    world.items.faults().next("plan", FlowWorld.throttled());
    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(world.rollout(1).id())).hasSize(125);
  }

  @Test
  void aMessageOlderThanTheLedgerIsDropped() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofSeconds(70));
    int written = world.stacks.writes().size();

    world.work.sent().stream()
        .filter(sent -> sent.item().attempt().visit() == 0)
        .forEach(sent -> world.deliver(sent.item()));

    assertThat(world.stacks.writes()).hasSize(written);
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void aVisitThatCannotBeSentIsDeliveredAgain() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    while (world.work.waiting().isEmpty()) {
      world.deliverTicks();
    }
    world.work.faults().next("send", FlowWorld.throttled());
    world.work.takeDue().forEach(world::deliver);

    assertThat(world.failedDeliveries).hasSize(1);
    world.failedDeliveries.forEach(world::deliver);
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.stacks.writes()).hasSize(27);
  }

  @Test
  void aStepThatCannotBeDoneIsRepeated() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.work.faults().next("send", FlowWorld.throttled());
    world.rollouts.faults().next("overview", FlowWorld.throttled());
    world.settle();

    assertThat(world.said).anyMatch(line -> line.startsWith("a step is repeated"));
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void whatTheQueueTookIsNotSentAgainWithWhatItDidNotTake() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    String rerun =
        world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann")).rollout().orElseThrow();
    world.work.faults().after(10, "entry", FlowWorld.throttled());
    world.settle();

    assertThat(world.work.sent())
        .extracting(RecordingWorkQueue.Sent::item)
        .filteredOn(item -> item.rollout().equals(rerun) && item.attempt().visit() == 0)
        .as("one message each")
        .hasSize(27)
        .doesNotHaveDuplicates();
  }

  @Test
  void aThrottledListingIsNotAskedWithoutARest() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.organization.faults().always("accounts", FlowWorld.throttled());
    world.deliverFor(Duration.ofMinutes(5));

    assertThat(world.organization.calls()).isLessThan(5 * 60 / 5 * 2);
    world.organization.faults().clear();
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void whatWasListedWhileSomebodyElseTookAStepIsNotListedAgain() {
    for (int i = 100; i < 200; i++) {
      world.add(member(i));
    }
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    int asked = world.organization.calls();
    world.organization.meanwhile(
        () -> {
          Rollout now = world.rollout(1);
          assertThat(world.rollouts.step(now.next(world.clock.instant(), now.due()))).isTrue();
        });
    world.settle();

    assertThat(world.rollout(1).listing().pages()).isEqualTo(7);
    assertThat(world.organization.calls() - asked).isEqualTo(7);
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void theHubIsBegunBeforeAnybodyIsListed() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    int asked = world.organization.calls();
    while (world.work.waiting().isEmpty()) {
      world.deliverTicks();
    }

    assertThat(world.organization.calls()).isEqualTo(asked);
  }
}
