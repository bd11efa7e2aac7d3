package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.MANAGEMENT;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A push, from the door to the accounts. */
class PushFlowTest {
  private final FlowWorld world = new FlowWorld(25);

  @Test
  void aPushBringsEveryAccountItsRolesInOrder() {
    world.pushed(1, FlowWorld.AS_IT_IS);

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.rollout(1).open()).isFalse();
    assertThat(world.stacks.writes()).hasSize(27).allMatch(write -> write.startsWith("create"));
    assertThat(world.stacks.writes().subList(0, 2))
        .containsExactly(
            "create " + HUB + " FleetAccess-Hub",
            "create " + MANAGEMENT + " FleetAccess-OrgReadOnly");
    assertThat(world.spokes(world.rollout(1).id()).values())
        .hasSize(25)
        .allMatch(entry -> entry.state() == Entry.State.CONVERGED);
    assertThat(world.pointers().current()).map(Pointers.Pointer::release).contains(commit(1));
    assertThat(world.pointers().candidate()).isEmpty();
  }

  @Test
  void aCreationTakesFiveCallsAndTwoVisits() {
    world.pushed(1, FlowWorld.AS_IT_IS);

    assertThat(world.spokes(world.rollout(1).id()).values())
        .allSatisfy(
            entry -> {
              assertThat(entry.calls()).isLessThanOrEqualTo(5);
              assertThat(entry.attempt().visit()).isEqualTo(1);
            });
  }

  @Test
  void theRoleThatLetUsInForOneStackIsTriedFirstForTheNext() {
    world.access.revoke(HUB, FlowWorld.ROLE);
    world.access.allow(HUB, "AWSControlTowerExecution");

    world.pushed(1, FlowWorld.AS_IT_IS);

    assertThat(world.writesTo(HUB)).as("its own stack, and a spoke").hasSize(2);
    assertThat(world.access.entered())
        .filteredOn(entry -> entry.account().equals(HUB) && entry.role().equals(FlowWorld.ROLE))
        .as("refused once, for the first stack")
        .hasSize(1);
  }

  @Test
  void whatHasNoPlaceInTheQueueYetStaysPlannedAndIsBroughtLater() {
    world.push(1, Map.of("atOnce: {percent: 20}", "atOnce: all"));
    world.handle(new Trigger.Pushed());
    Instant taken = world.clock.instant().plusSeconds(890);
    assertThat(world.rollouts.pace(world.rollouts.paced(), taken)).isTrue();

    world.deliverFor(Duration.ofMinutes(6));

    assertThat(world.spokes(world.rollout(1).id()).values())
        .hasSize(25)
        .extracting(Entry::state)
        .containsOnly(Entry.State.PLANNED);

    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void aChangeUpdatesEveryStackOnce() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.pushed(2, FlowWorld.CHANGED);

    assertThat(world.stacks.writes().stream().filter(write -> write.startsWith("update")))
        .hasSize(27);
    assertThat(world.pointers().current()).map(Pointers.Pointer::release).contains(commit(2));
  }

  @Test
  void pushesWhoseEventsComeLateTwiceOrInTheOtherOrderRollOutTheHeadOnce() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.push(2, FlowWorld.CHANGED);

    world.handle(new Trigger.Pushed());
    world.handle(new Trigger.Pushed());
    world.settle();
    world.handle(new Trigger.Pushed());
    world.settle();

    assertThat(world.rollouts.everOpened()).extracting(Rollout::release).containsExactly(commit(2));
    assertThat(world.stacks.writes()).hasSize(27);
  }

  @Test
  void aPushWhoseEventNeverComesIsFoundByTheSweep() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.push(2, FlowWorld.CHANGED);

    world.handle(new Trigger.Sweep(false, "schedule"));
    world.settle();

    assertThat(world.pointers().current()).map(Pointers.Pointer::release).contains(commit(2));
  }

  @Test
  void aNewerCommitSupersedesTheOneBeingRolledOut() {
    world.push(1, FlowWorld.AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofSeconds(70));
    world.push(2, FlowWorld.CHANGED);
    world.handle(new Trigger.Pushed());
    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.SUPERSEDED);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.items.of(world.rollout(1).id())).allMatch(entry -> entry.state().ended());
    assertThat(world.pointers().current()).map(Pointers.Pointer::release).contains(commit(2));
  }

  @Test
  void aReleaseWithAnErrorIsRefusedAndTheCurrentOneStays() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.push(2, Map.of("hub: \"222222222222\"", "hub: \"999999999999\""));

    Reply reply = world.handle(new Trigger.Pushed());
    world.settle();

    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(reply.findings()).isNotEmpty();
    assertThat(world.pointers().current()).map(Pointers.Pointer::release).contains(commit(1));
    assertThat(world.handle(new Trigger.Pushed()).findings()).isEqualTo(reply.findings());
  }

  @Test
  void atOnceBoundsTheUnfinishedAccounts() {
    world.push(1, Map.of("atOnce: {percent: 20}", "atOnce: 3"));
    world.handle(new Trigger.Pushed());
    int most = 0;
    for (int i = 0; i < 2_000 && !world.ticks.waiting().isEmpty(); i++) {
      world.step();
      long open =
          world.spokes(world.rollout(1).id()).values().stream()
              .filter(entry -> entry.state() == Entry.State.SENT)
              .count();
      most = Math.max(most, (int) open);
    }

    assertThat(most).isEqualTo(3);
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void theFirstCauseIsNamed() {
    world.stacks.rollBackNext(
        member(7), FlowWorld.SPOKE, new Cause("SpokeRole", "spoke-001 already exists"));

    world.pushed(1, FlowWorld.AS_IT_IS);

    Entry failed = world.spokes(world.rollout(1).id()).get(member(7));
    assertThat(failed.failure().orElseThrow().kind()).isEqualTo(Failure.Kind.ROLLED_BACK);
    assertThat(failed.failure().orElseThrow().message())
        .contains("SpokeRole: spoke-001 already exists");
  }

  @Test
  void unusableAccountsAreSkippedWithTheReasonAndThoseThatCloseStillWork() {
    world.add(member(30), AccountState.SUSPENDED, Optional.empty());
    world.add(member(31), AccountState.CLOSED, Optional.empty());
    world.add(member(32), AccountState.PENDING_ACTIVATION, Optional.empty());
    world.add(member(33), AccountState.PENDING_CLOSURE, Optional.empty());
    world.access.allow(member(33), FlowWorld.ROLE);

    world.pushed(1, FlowWorld.AS_IT_IS);

    Map<AccountId, Entry> spokes = world.spokes(world.rollout(1).id());
    for (int i = 30; i <= 32; i++) {
      assertThat(spokes.get(member(i)).state()).isEqualTo(Entry.State.SKIPPED);
      assertThat(spokes.get(member(i)).note()).isNotBlank();
    }
    assertThat(spokes.get(member(33)).state()).isEqualTo(Entry.State.CONVERGED);
  }

  @Test
  void anAccountThatLeftAndFailsIsSkippedOnceTheListingIsComplete() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.organization.remove(member(5));
    world.access.close(member(5), FlowWorld.denied());

    world.pushed(2, FlowWorld.CHANGED);

    assertThat(world.spokes(world.rollout(2).id()).get(member(5)).state())
        .isEqualTo(Entry.State.SKIPPED);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void anOldAccountThatLetsNobodyInFailsWithTheRolesTriedAndAllOthersGoOn() {
    world.access.revoke(member(3), FlowWorld.ROLE);

    world.pushed(1, FlowWorld.AS_IT_IS);

    Entry failed = world.spokes(world.rollout(1).id()).get(member(3));
    assertThat(failed.state()).isEqualTo(Entry.State.FAILED);
    assertThat(failed.failure().orElseThrow().message())
        .contains("OrganizationAccountAccessRole, AWSControlTowerExecution");
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.writesTo(member(4))).hasSize(1);
    assertThat(world.inventory.find(member(3), FlowWorld.SPOKE).flatMap(Holding::failure))
        .isPresent();
  }
}
