package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.FakeStack;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins, re-runs and sweeps, from the door to the accounts. */
class AccountFlowTest {
  private final FlowWorld world = new FlowWorld(25);

  @Test
  void anUnchangedAccountTakesTwoCallsAndNoWrite() {
    world.pushed(1, FlowWorld.AS_IT_IS);
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
  void anAccountThatJoinsGetsItsSpokeWithNoHandOnIt() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.joins(member(900));

    Reply first = world.handle(new Trigger.AccountJoined(member(900)));
    Reply second = world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();

    assertThat(first.status()).isEqualTo(Reply.Status.STARTED);
    assertThat(second.status()).isEqualTo(Reply.Status.NOTHING);
    assertThat(world.spokeOf(member(900))).isPresent();
    assertThat(world.writesTo(member(900))).hasSize(1);
  }

  @Test
  void aNewAccountThatLetsNobodyInYetIsWaitedFor() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.joins(member(900));
    world.access.close(member(900), FlowWorld.denied());

    Reply reply = world.handle(new Trigger.AccountJoined(member(900)));
    world.deliverFor(Duration.ofMinutes(10));
    world.access.open(member(900));
    world.settle();

    assertThat(world.spokes(reply.rollout().orElseThrow()).get(member(900)).state())
        .isEqualTo(Entry.State.CONVERGED);
  }

  @Test
  void whatFailedIsTakenUpAgainAndOnlyThat() {
    world.access.revoke(member(3), FlowWorld.ROLE);
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.access.allow(member(3), FlowWorld.ROLE);

    Reply reply = world.handle(new Trigger.Rerun(new Scope.Failed(), false, "ann"));
    world.settle();

    assertThat(world.items.of(reply.rollout().orElseThrow()))
        .singleElement()
        .satisfies(entry -> assertThat(entry.state()).isEqualTo(Entry.State.CONVERGED));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereNothingFailsNothingIsOpenedToTakeItUpAgain(boolean dryRun) {
    world.pushed(1, FlowWorld.AS_IT_IS);
    int opened = world.rollouts.everOpened().size();

    for (Trigger order :
        List.of(
            new Trigger.Rerun(new Scope.Failed(), dryRun, "ann"),
            new Trigger.Compare(new Scope.Failed(), dryRun, "ann"))) {
      assertThat(world.handle(order))
          .isEqualTo(Reply.nothing("no account fails, so there is nothing to look at again"));
    }
    assertThat(world.rollouts.everOpened()).hasSize(opened);
  }

  @Test
  void aStackThatNeverLivedIsDeletedAndCreatedAnew() {
    world.stacks.rollBackNext(
        member(7), FlowWorld.SPOKE, new Cause("SpokeRole", "spoke-001 already exists"));
    world.pushed(1, FlowWorld.AS_IT_IS);

    world.handle(new Trigger.Rerun(Scope.of(member(7)), false, "ann"));
    world.settle();

    assertThat(world.writesTo(member(7)))
        .extracting(w -> w.split(" ")[0])
        .containsExactly("create", "delete", "create");
    assertThat(world.spokeOf(member(7))).map(FakeStack::status).contains("CREATE_COMPLETE");
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndWritesNothing() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.joins(member(900));
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
  void manyNamedAccountsAreFoundByListingAndStrangersAreSaid() {
    world.pushed(1, FlowWorld.AS_IT_IS);
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
  void aRerunThatIsDeliveredLateDoesNotTakeANewerReleaseBack() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    Reply rerun = world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    while (world.work.waiting().isEmpty()) {
      world.deliverTicks();
      world.clock.advance(Duration.ofSeconds(1));
    }
    List<WorkItem> late = world.work.takeAll();
    world.pushed(2, FlowWorld.CHANGED);
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
    world.pushed(1, FlowWorld.AS_IT_IS);

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
}
