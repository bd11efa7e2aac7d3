package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Accounts that leave, or are closed, while a release that tolerates no failure is under way. */
class DepartureFlowTest {
  private static final AccountId GONE = member(1);
  private final FlowWorld world = new FlowWorld(25);

  @Test
  void oneThatLeavesAfterItWasListedIsPassedOverAndHaltsNothing() {
    world.pushed(1, AS_IT_IS);
    world.push(2, strict("waves: [{percent: 100, approve: true}]"));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(6));
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.WAITING);

    leaves();
    world.handle(new Trigger.AccountLeft(GONE));
    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(item().state()).isEqualTo(Entry.State.SKIPPED);
    assertThat(item().note()).contains("left the organization");
  }

  @Test
  void oneWhoseMessageIsUnderWayIsPassedOverTooAndIsNotRememberedAgain() {
    world.pushed(1, AS_IT_IS);
    world.push(2, strict("waves: [{percent: 100}]"));
    world.handle(new Trigger.Pushed());
    while (world.spokes(world.rollout(2).id()).values().stream()
        .noneMatch(entry -> entry.account().equals(GONE) && isSent(entry))) {
      world.deliverTicks();
      world.work.takeDue().stream()
          .filter(item -> !item.account().equals(GONE))
          .forEach(world::deliver);
      world.clock.advance(Duration.ofSeconds(1));
    }

    leaves();
    world.handle(new Trigger.AccountLeft(GONE));
    world.settle();

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(item().state()).isEqualTo(Entry.State.SKIPPED);
    assertThat(world.inventory.all()).extracting(Holding::account).doesNotContain(GONE);
  }

  @Test
  void aReleaseThatHaltedByOneIsResumedWhenTheEventHasCome() {
    halted();

    world.handle(new Trigger.AccountLeft(GONE));
    assertThat(item().state()).isEqualTo(Entry.State.SKIPPED);
    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void whereTheEventWasLostTheListingOfTheResumedReleaseFindsIt() {
    halted();

    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(item().note()).contains("no longer lists it as usable");
  }

  private void halted() {
    world.pushed(1, AS_IT_IS);
    world.push(2, strict("waves: [{accounts: [\"" + GONE + "\"]}, {percent: 100}]"));
    world.handle(new Trigger.Pushed());
    while (!world.rollout(2).listing().complete()) {
      world.deliverTicks();
      world.work.takeDue().stream()
          .filter(item -> !item.account().equals(GONE))
          .forEach(world::deliver);
      world.clock.advance(Duration.ofSeconds(1));
    }
    leaves();
    world.clock.advance(Duration.ofMinutes(16));
    world.settle();
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.HALTED);
  }

  private void leaves() {
    world.organization.remove(GONE);
    world.access.revoke(GONE, FlowWorld.ROLE);
  }

  private Entry item() {
    return world.spokes(world.rollout(2).id()).get(GONE);
  }

  private static boolean isSent(Entry entry) {
    return entry.state() == Entry.State.SENT;
  }

  private static Map<String, String> strict(String waves) {
    Map<String, String> changed = new HashMap<>(CHANGED);
    changed.put("waves: [{percent: 100}]", waves);
    changed.put("tolerance: {percent: 5}", "tolerance: 0");
    return changed;
  }
}
