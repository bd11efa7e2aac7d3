package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.MANAGEMENT;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.FakeStack;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final Map<String, String> AS_IT_IS = Map.of();
  private static final Map<String, String> CHANGED =
      Map.of("description: ", "description: anew, ", "Description: ", "Description: Anew, ");

  private final FlowWorld world = new FlowWorld(25);

  @Test
  void aPushBringsEveryAccountItsRolesInOrder() {
    pushed(1, AS_IT_IS);

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
    assertThat(pointers().current()).map(Pointers.Pointer::release).contains(commit(1));
    assertThat(pointers().candidate()).isEmpty();
  }

  @Test
  void aCreationTakesFiveCallsAndTwoVisits() {
    pushed(1, AS_IT_IS);

    assertThat(world.spokes(world.rollout(1).id()).values())
        .allSatisfy(
            entry -> {
              assertThat(entry.calls()).isLessThanOrEqualTo(5);
              assertThat(entry.attempt().visit()).isEqualTo(1);
            });
  }

  @Test
  void anUnchangedAccountTakesTwoCallsAndNoWrite() {
    pushed(1, AS_IT_IS);
    int written = world.stacks.writes().size();

    Reply reply = world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    world.settle();

    assertThat(world.stacks.writes()).hasSize(written);
    assertThat(world.spokes(reply.rollout().orElseThrow()).values())
        .hasSize(25)
        .allSatisfy(
            entry -> {
              assertThat(entry.state()).isEqualTo(Entry.State.CONVERGED);
              assertThat(entry.calls()).isLessThanOrEqualTo(2);
            });
  }

  @Test
  void aChangeUpdatesEveryStackOnce() {
    pushed(1, AS_IT_IS);
    pushed(2, CHANGED);

    assertThat(world.stacks.writes().stream().filter(write -> write.startsWith("update")))
        .hasSize(27);
    assertThat(pointers().current()).map(Pointers.Pointer::release).contains(commit(2));
  }

  @Test
  void anAccountThatJoinsGetsItsSpokeWithNoHandOnIt() {
    pushed(1, AS_IT_IS);
    joins(member(900));

    Reply first = world.handle(new Trigger.AccountJoined(member(900)));
    Reply second = world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();

    assertThat(first.status()).isEqualTo(Reply.Status.STARTED);
    assertThat(second.status()).isEqualTo(Reply.Status.NOTHING);
    assertThat(spokeOf(member(900))).isPresent();
    assertThat(writesTo(member(900))).hasSize(1);
  }

  @Test
  void aNewAccountThatLetsNobodyInYetIsWaitedFor() {
    pushed(1, AS_IT_IS);
    joins(member(900));
    world.access.close(member(900), denied());

    Reply reply = world.handle(new Trigger.AccountJoined(member(900)));
    deliverFor(Duration.ofMinutes(10));
    world.access.open(member(900));
    world.settle();

    assertThat(world.spokes(reply.rollout().orElseThrow()).get(member(900)).state())
        .isEqualTo(Entry.State.CONVERGED);
  }

  @Test
  void anOldAccountThatLetsNobodyInFailsWithTheRolesTriedAndAllOthersGoOn() {
    world.access.revoke(member(3), FlowWorld.ROLE);

    pushed(1, AS_IT_IS);

    Entry failed = world.spokes(world.rollout(1).id()).get(member(3));
    assertThat(failed.state()).isEqualTo(Entry.State.FAILED);
    assertThat(failed.failure().orElseThrow().message())
        .contains("OrganizationAccountAccessRole, AWSControlTowerExecution");
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(writesTo(member(4))).hasSize(1);
    assertThat(world.inventory.find(member(3), SPOKE).flatMap(Holding::failure)).isPresent();
  }

  @Test
  void whatFailedIsTakenUpAgainAndOnlyThat() {
    world.access.revoke(member(3), FlowWorld.ROLE);
    pushed(1, AS_IT_IS);
    world.access.allow(member(3), FlowWorld.ROLE);

    Reply reply = world.handle(new Trigger.Rerun(new Scope.Failed(), false, "ann"));
    world.settle();

    assertThat(world.items.of(reply.rollout().orElseThrow()))
        .singleElement()
        .satisfies(entry -> assertThat(entry.state()).isEqualTo(Entry.State.CONVERGED));
  }

  @Test
  void moreFailuresThanToleratedHaltTheRolloutAndWhatIsNotStartedEndsAsSuch() {
    for (int i = 1; i <= 5; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }

    pushed(1, AS_IT_IS);

    Rollout halted = world.rollout(1);
    assertThat(halted.state()).isEqualTo(Rollout.State.HALTED);
    assertThat(halted.note()).contains("of 25 accounts failed at FleetAccess-Spoke");
    assertThat(halted.open()).isFalse();
    assertThat(world.items.of(halted.id())).allMatch(entry -> entry.state().ended());
    assertThat(world.spokes(halted.id()).values())
        .anyMatch(entry -> entry.state() == Entry.State.NOT_STARTED);
    assertThat(pointers().current()).isEmpty();
  }

  @Test
  void aHaltedReleaseIsNotStartedAgainByAnEventOrASweep() {
    world.stacks.rollBackNext(HUB, "FleetAccess-Hub", new Cause("HubRole", "it is taken"));
    pushed(1, AS_IT_IS);
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.HALTED);
    int written = world.stacks.writes().size();

    assertThat(world.handle(new Trigger.Pushed()).status()).isEqualTo(Reply.Status.NOTHING);
    world.handle(new Trigger.Sweep(false, "ann"));
    joins(member(900));
    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();

    assertThat(world.stacks.writes()).hasSize(written);
  }

  @Test
  void theFirstCauseIsNamed() {
    world.stacks.rollBackNext(member(7), SPOKE, new Cause("SpokeRole", "spoke-001 already exists"));

    pushed(1, AS_IT_IS);

    Entry failed = world.spokes(world.rollout(1).id()).get(member(7));
    assertThat(failed.failure().orElseThrow().kind()).isEqualTo(Failure.Kind.ROLLED_BACK);
    assertThat(failed.failure().orElseThrow().message())
        .contains("SpokeRole: spoke-001 already exists");
  }

  @Test
  void aStackThatNeverLivedIsDeletedAndCreatedAnew() {
    world.stacks.rollBackNext(member(7), SPOKE, new Cause("SpokeRole", "spoke-001 already exists"));
    pushed(1, AS_IT_IS);

    world.handle(new Trigger.Rerun(Scope.of(member(7)), false, "ann"));
    world.settle();

    assertThat(writesTo(member(7)))
        .extracting(w -> w.split(" ")[0])
        .containsExactly("create", "delete", "create");
    assertThat(spokeOf(member(7))).map(FakeStack::status).contains("CREATE_COMPLETE");
  }

  @Test
  void unusableAccountsAreSkippedWithTheReasonAndThoseThatCloseStillWork() {
    world.add(member(30), AccountState.SUSPENDED, Optional.empty());
    world.add(member(31), AccountState.CLOSED, Optional.empty());
    world.add(member(32), AccountState.PENDING_ACTIVATION, Optional.empty());
    world.add(member(33), AccountState.PENDING_CLOSURE, Optional.empty());
    world.access.allow(member(33), FlowWorld.ROLE);

    pushed(1, AS_IT_IS);

    Map<AccountId, Entry> spokes = world.spokes(world.rollout(1).id());
    for (int i = 30; i <= 32; i++) {
      assertThat(spokes.get(member(i)).state()).isEqualTo(Entry.State.SKIPPED);
      assertThat(spokes.get(member(i)).note()).isNotBlank();
    }
    assertThat(spokes.get(member(33)).state()).isEqualTo(Entry.State.CONVERGED);
  }

  @Test
  void anAccountThatLeftAndFailsIsSkippedOnceTheListingIsComplete() {
    pushed(1, AS_IT_IS);
    world.organization.remove(member(5));
    world.access.close(member(5), denied());

    pushed(2, CHANGED);

    assertThat(world.spokes(world.rollout(2).id()).get(member(5)).state())
        .isEqualTo(Entry.State.SKIPPED);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void pushesWhoseEventsComeLateTwiceOrInTheOtherOrderRollOutTheHeadOnce() {
    world.push(1, AS_IT_IS);
    world.push(2, CHANGED);

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
    pushed(1, AS_IT_IS);
    world.push(2, CHANGED);

    world.handle(new Trigger.Sweep(false, "schedule"));
    world.settle();

    assertThat(pointers().current()).map(Pointers.Pointer::release).contains(commit(2));
  }

  @Test
  void aNewerCommitSupersedesTheOneBeingRolledOut() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    deliverFor(Duration.ofSeconds(70));
    world.push(2, CHANGED);
    world.handle(new Trigger.Pushed());
    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.SUPERSEDED);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.items.of(world.rollout(1).id())).allMatch(entry -> entry.state().ended());
    assertThat(pointers().current()).map(Pointers.Pointer::release).contains(commit(2));
  }

  @Test
  void aReleaseWithAnErrorIsRefusedAndTheCurrentOneStays() {
    pushed(1, AS_IT_IS);
    world.push(2, Map.of("hub: \"222222222222\"", "hub: \"999999999999\""));

    Reply reply = world.handle(new Trigger.Pushed());
    world.settle();

    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(reply.findings()).isNotEmpty();
    assertThat(pointers().current()).map(Pointers.Pointer::release).contains(commit(1));
    assertThat(world.handle(new Trigger.Pushed()).findings()).isEqualTo(reply.findings());
  }

  @Test
  void theHeartbeatStartsTheSweepWhenItIsDueAndReadsOnceWhenNothingIs() {
    pushed(1, AS_IT_IS);

    assertThat(world.handle(new Trigger.Heartbeat()).status()).isEqualTo(Reply.Status.NOTHING);
    world.clock.advance(Duration.ofHours(25));
    Reply due = world.handle(new Trigger.Heartbeat());
    world.settle();

    assertThat(due.rollout().orElseThrow()).startsWith("sweep-");
    assertThat(world.handle(new Trigger.Heartbeat()).status()).isEqualTo(Reply.Status.NOTHING);
  }

  @Test
  void everyPurgedQueueIsFilledAgainByTheHeartbeat() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    deliverFor(Duration.ofSeconds(70));
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
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());

    for (int minutes = 0; minutes < 120; minutes += 5) {
      deliverTicks();
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
  void aDryRunSaysWhatWouldBeDoneAndWritesNothing() {
    pushed(1, AS_IT_IS);
    joins(member(900));
    int written = world.stacks.writes().size();

    Reply reply = world.handle(new Trigger.Rerun(new Scope.Everyone(), true, "ann"));
    world.settle();

    assertThat(world.stacks.writes()).hasSize(written);
    Map<AccountId, Entry> spokes = world.spokes(reply.rollout().orElseThrow());
    assertThat(spokes.get(member(900)).note()).isEqualTo("create");
    assertThat(spokes.get(member(1)).note()).isEqualTo("nothing");
    assertThat(world.said).anyMatch(line -> line.contains("1 × create"));
  }

  @Test
  void atOnceBoundsTheUnfinishedAccounts() {
    world.push(1, Map.of("atOnce: {percent: 20}", "atOnce: 3"));
    world.handle(new Trigger.Pushed());
    int most = 0;
    for (int i = 0; i < 2_000 && !world.ticks.waiting().isEmpty(); i++) {
      step();
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
  void aRefusedPageTokenStartsTheListingAgain() {
    for (int i = 100; i < 200; i++) {
      world.add(member(i));
    }
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.organization.faults().next("accounts", throttled());
    step();
    step();
    world.organization.faults().next("accounts", throttled());
    step();
    world.organization.refuseCursors();
    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(world.rollout(1).id())).hasSize(125);
  }

  @Test
  void whatWasPlannedBeforeTheLedgerRefusedIsNotPlannedAgain() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.settle();
    String rerun =
        world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann")).rollout().orElseThrow();
    world.items.faults().always("plan", throttled());
    step();
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
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    step();
    world.items.faults().next("plan", throttled());
    world.settle();

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(world.rollout(1).id())).hasSize(125);
  }

  @Test
  void aMessageOlderThanTheLedgerIsDropped() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    deliverFor(Duration.ofSeconds(70));
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
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    while (world.work.waiting().isEmpty()) {
      deliverTicks();
    }
    world.work.faults().next("send", throttled());
    world.work.takeDue().forEach(world::deliver);

    assertThat(world.failedDeliveries).hasSize(1);
    world.failedDeliveries.forEach(world::deliver);
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.stacks.writes()).hasSize(27);
  }

  @Test
  void manyNamedAccountsAreFoundByListingAndStrangersAreSaid() {
    pushed(1, AS_IT_IS);
    Set<AccountId> named = new HashSet<>(Set.of(member(800)));
    for (int i = 1; i <= 24; i++) {
      named.add(member(i));
    }

    Reply reply = world.handle(new Trigger.Rerun(new Scope.Accounts(named), false, "ann"));
    world.settle();

    Map<AccountId, Entry> spokes = world.spokes(reply.rollout().orElseThrow());
    assertThat(spokes).hasSize(25);
    assertThat(spokes.get(member(800)).note()).isEqualTo("not in the organization");
    assertThat(spokes.get(member(24)).state()).isEqualTo(Entry.State.CONVERGED);
  }

  @Test
  void aStepThatCannotBeDoneIsRepeated() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.work.faults().next("send", throttled());
    world.rollouts.faults().next("overview", throttled());
    world.settle();

    assertThat(world.said).anyMatch(line -> line.startsWith("a step is repeated"));
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void aThrottledListingIsNotAskedWithoutARest() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.organization.faults().always("accounts", throttled());
    deliverFor(Duration.ofMinutes(5));

    assertThat(world.organization.calls()).isLessThan(5 * 60 / 5 * 2);
    world.organization.faults().clear();
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void aRerunThatIsDeliveredLateDoesNotTakeANewerReleaseBack() {
    pushed(1, AS_IT_IS);
    Reply rerun = world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    while (world.work.waiting().isEmpty()) {
      deliverTicks();
      world.clock.advance(Duration.ofSeconds(1));
    }
    List<WorkItem> late = world.work.takeAll();
    pushed(2, CHANGED);
    int written = world.stacks.writes().size();

    late.forEach(world::deliver);
    world.settle();

    assertThat(world.stacks.writes()).hasSize(written);
    assertThat(world.items.of(rerun.rollout().orElseThrow()))
        .allSatisfy(entry -> assertThat(entry.release()).isIn(commit(1), commit(2)))
        .anyMatch(entry -> entry.release().equals(commit(2)));
  }

  @Test
  void nothingReleasedYetIsSaidAndNothingDone() {
    assertThat(world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann")).status())
        .isEqualTo(Reply.Status.NOTHING);
    assertThat(world.handle(new Trigger.AccountJoined(member(1))).status())
        .isEqualTo(Reply.Status.NOTHING);
    assertThat(world.handle(new Trigger.Sweep(false, "ann")).status())
        .isEqualTo(Reply.Status.NOTHING);
    assertThat(world.handle(new Trigger.Refused("why")).accepted()).isNotEmpty();
  }

  @Test
  void anAccountOutsideTheOrganizationIsNotEntered() {
    pushed(1, AS_IT_IS);

    Reply reply =
        world.handle(new Trigger.Rerun(new Scope.Accounts(Set.of(member(800))), false, "ann"));
    world.settle();

    assertThat(world.items.of(reply.rollout().orElseThrow()))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.state()).isEqualTo(Entry.State.SKIPPED);
              assertThat(entry.note()).isEqualTo("not in the organization");
            });
  }

  private void pushed(int commit, Map<String, String> replacements) {
    world.push(commit, replacements);
    assertThat(world.handle(new Trigger.Pushed()).status()).isEqualTo(Reply.Status.STARTED);
    world.settle();
  }

  private void joins(AccountId id) {
    world.add(id, AccountState.ACTIVE, Optional.of(world.clock.instant()));
    world.access.allow(id, FlowWorld.ROLE);
  }

  private void step() {
    deliverTicks();
    world.work.takeDue().forEach(world::deliver);
    world.clock.advance(Duration.ofSeconds(1));
  }

  private void deliverTicks() {
    world
        .ticks
        .takeDue()
        .forEach(tick -> world.handle(new Trigger.Tick(tick.rollout(), tick.step())));
  }

  private void deliverFor(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      step();
    }
  }

  private Pointers pointers() {
    return world.rollouts.overview().pointers();
  }

  private Optional<FakeStack> spokeOf(AccountId id) {
    return world.stacks.find(id, SPOKE);
  }

  private List<String> writesTo(AccountId id) {
    return world.stacks.writes().stream().filter(write -> write.contains(id.value())).toList();
  }

  private static Failure denied() {
    return new Failure(Failure.Kind.DENIED, "AccessDenied", "not authorized: sts:AssumeRole");
  }

  private static Failure throttled() {
    return new Failure(Failure.Kind.THROTTLED, "Throttling", "Rate exceeded");
  }
}
