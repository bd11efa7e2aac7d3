package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rollouts that halt, and what people and others do then. */
class HaltFlowTest {
  private final FlowWorld world = new FlowWorld(25);

  @Test
  void moreFailuresThanToleratedHaltTheRolloutAndWhatIsNotStartedEndsAsSuch() {
    for (int i = 1; i <= 5; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }

    world.pushed(1, AS_IT_IS);

    Rollout halted = world.rollout(1);
    assertThat(halted.state()).isEqualTo(Rollout.State.HALTED);
    assertThat(halted.note()).contains("of 25 accounts failed at FleetAccess-Spoke");
    assertThat(halted.open()).isFalse();
    assertThat(world.items.of(halted.id())).allMatch(entry -> entry.state().ended());
    assertThat(world.spokes(halted.id()).values())
        .anyMatch(entry -> entry.state() == Entry.State.NOT_STARTED);
    assertThat(world.pointers().current()).isEmpty();
  }

  @Test
  void aClockThatIsSetBackWhileAccountsAreListedExcusesNoFailure() {
    for (int i = 1; i <= 5; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());

    Rollout rollout = world.rollout(1);
    for (int second = 0; second < 300 && !rollout.listing().complete(); second++) {
      world.clock.advance(Duration.ofSeconds(-30));
      world.handle(new Trigger.Tick(rollout.id(), rollout.step()));
      world.clock.advance(Duration.ofSeconds(31));
      world.work.takeDue().forEach(world::deliver);
      rollout = world.rollout(1);
    }
    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.HALTED);
  }

  @Test
  void aHaltedReleaseIsNotStartedAgainByAnEventOrASweep() {
    world.stacks.rollBackNext(HUB, "FleetAccess-Hub", new Cause("HubRole", "it is taken"));
    world.pushed(1, AS_IT_IS);
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.HALTED);
    int written = world.stacks.writes().size();

    assertThat(world.handle(new Trigger.Pushed()).status()).isEqualTo(Reply.Status.NOTHING);
    world.handle(new Trigger.Sweep(false, "ann"));
    world.joins(member(900));
    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();

    assertThat(world.stacks.writes()).hasSize(written);
  }

  @Test
  void itHaltsAtOneMoreThanToleratedAndTouchesNoMoreThanWereUnderWay() {
    for (int i = 1; i < 25; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }

    world.pushed(
        1, Map.of("atOnce: {percent: 20}", "atOnce: 3", "tolerance: {percent: 5}", "tolerance: 4"));

    Rollout halted = world.rollout(1);
    assertThat(halted.state()).isEqualTo(Rollout.State.HALTED);
    assertThat(
            world.spokes(halted.id()).values().stream()
                .filter(entry -> entry.state() == Entry.State.FAILED))
        .as("4 tolerated, 3 at once, one of them too many")
        .hasSizeBetween(5, 4 + 3);
  }

  @Test
  void nothingIsBegunAfterAHaltWasSeen() {
    world.push(1, Map.of("atOnce: {percent: 20}", "atOnce: 3"));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(2));

    Reply reply = world.handle(new Trigger.Halt(Optional.empty(), "kim"));
    world.deliverFor(Duration.ofSeconds(6));
    int written = world.stacks.writes().size();
    world.settle();

    assertThat(reply.status()).isEqualTo(Reply.Status.STARTED);
    assertThat(world.rollout(1).note()).isEqualTo("halted by kim");
    assertThat(world.rollout(1).open()).isFalse();
    assertThat(world.stacks.writes()).hasSize(written).hasSizeLessThan(27);
    assertThat(world.spokes(world.rollout(1).id()).values())
        .allMatch(entry -> entry.state().ended())
        .anyMatch(entry -> entry.state() == Entry.State.CONVERGED)
        .anyMatch(entry -> entry.state() == Entry.State.NOT_STARTED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("halts")
  void whoComesByDuringAHaltIsNotBroughtPastIt(String which, boolean first, String waves) {
    if (!first) {
      world.pushed(1, AS_IT_IS);
    }
    for (int i = 1; i <= 5; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }
    Map<String, String> changed = new HashMap<>(CHANGED);
    changed.put("waves: [{percent: 100}]", waves);
    changed.put("atOnce: {percent: 20}", "atOnce: 2");
    world.pushed(2, changed);
    assertThat(world.rollout(2).state()).as(which).isEqualTo(Rollout.State.HALTED);
    Set<AccountId> brought = world.having(commit(2));
    world.joins(member(900));

    world.handle(new Trigger.AccountJoined(member(900)));
    world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    world.settle();
    world.handle(new Trigger.Sweep(false, "ann"));
    world.settle();
    world.handle(new Trigger.Pushed());
    world.clock.advance(Duration.ofHours(30));
    world.handle(new Trigger.Heartbeat());
    world.settle();

    assertThat(world.having(commit(2))).as("no further").isEqualTo(brought);
    assertThat(world.spokeOf(member(900)).isPresent()).isEqualTo(!first);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.HALTED);
  }

  static Stream<Arguments> halts() {
    String only = "waves: [{percent: 100}]";
    String canary =
        "waves: [{accounts: [\"300000000001\", \"300000000009\", \"300000000010\"]}, {percent:"
            + " 100}]";
    return Stream.of(
        Arguments.of("in the only wave", false, only),
        Arguments.of("in a canary wave", false, canary),
        Arguments.of("in the first release ever", true, only),
        Arguments.of("in the canary of the first release ever", true, canary));
  }

  @Test
  void aHaltedReleaseThatIsResumedGoesOnAndTriesAgainWhatFailed() {
    for (int i = 1; i <= 5; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }
    world.pushed(1, AS_IT_IS);
    String halted = world.rollout(1).id();
    for (int i = 1; i <= 5; i++) {
      world.access.allow(member(i), FlowWorld.ROLE);
    }
    world.add(member(900));

    Reply reply = world.handle(new Trigger.Resume(Optional.of(halted), "kim"));
    world.settle();

    assertThat(reply.rollout()).contains(halted);
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(halted).values())
        .as("and whoever joined meanwhile")
        .hasSize(26)
        .allMatch(entry -> entry.state() == Entry.State.CONVERGED);
    assertThat(world.pointers().current()).map(Pointers.Pointer::release).contains(commit(1));
  }

  @Test
  void aMessageThatAWorkerSendsWhileItsItemIsBegunAnewIsDropped() {
    for (int i = 1; i <= 5; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }
    world.pushed(1, AS_IT_IS);
    String halted = world.rollout(1).id();
    Entry failed = world.spokes(halted).get(member(1));
    assertThat(failed.state()).isEqualTo(Entry.State.FAILED);
    for (int i = 1; i <= 5; i++) {
      world.access.allow(member(i), FlowWorld.ROLE);
    }

    world.handle(new Trigger.Resume(Optional.of(halted), "kim"));
    while (world.spokes(halted).get(member(1)).state().ended()) {
      world.deliverTicks();
      world.clock.advance(Duration.ofSeconds(1));
    }
    world.deliver(failed.item().at(failed.attempt().looked()));

    assertThat(world.writesTo(member(1))).as("its own message is on its way").isEmpty();
  }

  @Test
  void aResumedReleaseHaltsAgainWhenTheCauseIsStillThere() {
    for (int i = 1; i <= 5; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }
    world.pushed(1, AS_IT_IS);

    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.HALTED);
    assertThat(world.items.of(world.rollout(1).id())).allMatch(entry -> entry.state().ended());
  }

  @Test
  void aReleaseThatWasHaltedByHandGoesOnWhereItStood() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(1));
    world.handle(new Trigger.Halt(Optional.of(world.rollout(1).id()), "kim"));
    world.deliverFor(Duration.ofSeconds(2));

    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.stacks.writes()).hasSize(27);
  }

  @Test
  void aRerunThatWasAMistakeIsHalted() {
    world.pushed(1, AS_IT_IS);
    String rerun =
        world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann")).rollout().orElseThrow();
    world.deliverFor(Duration.ofSeconds(2));

    world.handle(new Trigger.Halt(Optional.of(rerun), "ann"));
    world.settle();

    Rollout halted = world.rollouts.find(rerun).orElseThrow();
    assertThat(halted.state()).isEqualTo(Rollout.State.HALTED);
    assertThat(halted.open()).isFalse();
    assertThat(world.handle(new Trigger.Resume(Optional.of(rerun), "ann")).message())
        .isEqualTo(
            rerun
                + " is halted and cannot be resumed; nothing else can be either: `status` says how"
                + " things stand");
  }

  @Test
  void whatCannotBeHaltedOrResumedIsRefusedWithWhatCan() {
    assertRefused(new Trigger.Halt(Optional.empty(), "kim"), "no release is under way");
    assertRefused(new Trigger.Resume(Optional.empty(), "kim"), "no release is under way");
    world.push(1, Map.of("waves: [{percent: 100}]", "waves: [{percent: 100, approve: true}]"));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(5));
    String id = world.rollout(1).id();

    Reply unknown =
        assertRefused(
            new Trigger.Halt(Optional.of("relaese-1"), "kim"), "there is no rollout 'relaese-1'");
    assertThat(unknown.accepted()).containsExactly("{\"halt\":\"" + id + "\"}");
    Reply resume =
        assertRefused(new Trigger.Resume(Optional.of("relaese-1"), "kim"), "there is no rollout");
    assertThat(resume.accepted()).containsExactly("{\"resume\":\"" + id + "\"}");

    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    assertRefused(new Trigger.Resume(Optional.empty(), "kim"), "no release is under way");
    assertRefused(
        new Trigger.Resume(Optional.of(id), "kim"), id + " is running and cannot be resumed");
    world.settle();
    assertRefused(
        new Trigger.Resume(Optional.of(id), "kim"), id + " is finished and cannot be resumed");
    assertRefused(
        new Trigger.Halt(Optional.of(id), "kim"), id + " is finished and cannot be halted");
  }

  @Test
  void whatWasJustPushedIsNotSaidToBeNowhere() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    String id = world.rollout(1).id();

    assertRefused(new Trigger.Halt(Optional.empty(), "kim"), id + " is just beginning");
    assertRefused(new Trigger.Halt(Optional.of(id), "kim"), id + " is just beginning");
    assertRefused(new Trigger.RollBack("kim"), id + " is just beginning");

    world.deliverTicks();
    assertThat(world.handle(new Trigger.Halt(Optional.empty(), "kim")).rollout()).contains(id);
  }

  private Reply assertRefused(Trigger trigger, String why) {
    Reply reply = world.handle(trigger);
    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(reply.message()).contains(why);
    return reply;
  }
}
