package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.MANAGEMENT;
import static dev.fleetaccess.run.FlowWorld.SPOKE;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.FakeStack;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking a release back. */
class RollbackFlowTest {
  private static final String CANARY =
      "waves: [{accounts: [\"300000000001\", \"300000000002\"]}, {percent: 100, approve: true}]";
  private static final List<String> STACKS =
      List.of("FleetAccess-Hub", "FleetAccess-OrgReadOnly", SPOKE);
  private static final Set<AccountId> FIRST = Set.of(member(1), member(2));

  private final FlowWorld world = new FlowWorld(25);
  private final Map<String, String> changed = new HashMap<>(CHANGED);

  @BeforeEach
  void begin() {
    changed.put("waves: [{percent: 100}]", CANARY);
  }

  @Test
  void whatWasTouchedIsRestoredToTheLetterAndNothingElseIsTouched() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    brings(2);
    assertThat(world.having(commit(2))).isEqualTo(FIRST);
    int written = world.stacks.writes().size();

    Reply reply = world.handle(new Trigger.RollBack("kim"));
    world.settle();

    String rollback = reply.rollout().orElseThrow();
    assertThat(changedSince(before)).isEmpty();
    assertThat(world.stacks.writes().stream().skip(written).map(FlowWorld::accountOf))
        .as("the hub's and the organization's stacks had changed too")
        .containsExactlyInAnyOrder(HUB, MANAGEMENT, member(1), member(2));
    assertThat(world.items.of(rollback))
        .hasSize(4)
        .allMatch(entry -> entry.state() == Entry.State.CONVERGED);
    assertThat(world.rollouts.find(rollback).orElseThrow().by()).isEqualTo("kim");
    assertThat(world.rollouts.find(rollback).orElseThrow().state())
        .isEqualTo(Rollout.State.FINISHED);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.ROLLED_BACK);
    assertThat(world.items.of(world.rollout(2).id())).allMatch(entry -> entry.state().ended());
    assertThat(world.pointers().candidate()).isEmpty();
    assertThat(world.pointers().current()).map(Pointers.Pointer::release).contains(commit(1));
  }

  @Test
  void itMayBeTakenBackInTheMiddleOfAWave() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    world.push(2, CHANGED);
    world.handle(new Trigger.Pushed());
    while (world.having(commit(2)).size() < 8) {
      world.step();
    }

    world.handle(new Trigger.RollBack("kim"));
    world.settle();

    assertThat(changedSince(before)).isEmpty();
    assertThat(world.having(commit(1))).hasSize(25);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.ROLLED_BACK);
  }

  @Test
  void whatAReleaseWroteThatWasOvertakenIsRestoredToo() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    overtaken();

    Reply reply = world.handle(new Trigger.RollBack("kim"));
    world.settle();

    assertThat(changedSince(before)).isEmpty();
    assertThat(world.having(commit(1))).hasSize(25);
    assertThat(world.items.of(reply.rollout().orElseThrow()))
        .as("and nobody else is touched")
        .hasSizeLessThan(20);
  }

  @Test
  void aClockThatIsSetBackBetweenTheTwoHidesNoneOfThem() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    overtaken(Duration.ofSeconds(-60));

    world.handle(new Trigger.RollBack("kim"));
    world.settle();

    assertThat(changedSince(before)).isEmpty();
  }

  private void overtaken() {
    overtaken(Duration.ZERO);
  }

  /** The second release has reached some when a third takes its place, and halts in its canary. */
  private void overtaken(Duration clock) {
    world.push(2, CHANGED);
    world.handle(new Trigger.Pushed());
    while (world.having(commit(2)).size() < 8) {
      world.step();
    }
    Map<String, String> other = new HashMap<>(changed);
    other.put("description: ", "description: otherwise, ");
    other.put("Description: ", "Description: Otherwise, ");
    world.push(3, other);
    world.stacks.rollBackNext(member(2), SPOKE, new Cause("SpokeRole", "it is malformed"));
    world.clock.advance(clock);
    world.handle(new Trigger.Pushed());
    world.clock.advance(clock.negated());
    world.settle();
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.SUPERSEDED);
    assertThat(world.rollout(3).state()).isEqualTo(Rollout.State.HALTED);
    assertThat(world.having(commit(2))).hasSizeGreaterThan(5);
  }

  @Test
  void whatAReleaseWroteThatStillWaitsWhenItsSuccessorIsTakenBackIsRestoredToo() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    brings(2);

    failsAndIsTakenBack(3);
    world.settle();

    assertThat(changedSince(before)).isEmpty();
    assertThat(world.rollout(3).state()).isEqualTo(Rollout.State.ROLLED_BACK);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.SUPERSEDED);
  }

  @Test
  void whatAReleaseIsJustBringingWhenItsSuccessorIsTakenBackIsRestoredToo() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    world.push(2, CHANGED);
    world.handle(new Trigger.Pushed());
    while (world.having(commit(2)).isEmpty()) {
      world.step();
    }

    failsAndIsTakenBack(3);
    onlyTheHeartbeatTakesFurther(world.rollout(2).id());

    assertThat(changedSince(before)).isEmpty();
    assertThat(world.rollout(3).state()).isEqualTo(Rollout.State.ROLLED_BACK);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.SUPERSEDED);
  }

  /** Its ticks are lost. */
  private void onlyTheHeartbeatTakesFurther(String rollout) {
    for (int second = 0; !world.rollouts.overview().open().isEmpty(); second++) {
      assertThat(second).as("seconds until nothing is open any more").isLessThan(7_200);
      world.stepWithout(rollout);
      if (second % 300 == 299) {
        world.handle(new Trigger.Heartbeat());
      }
    }
  }

  @Test
  void aReleaseIsToldAtOnceThatAnotherTookItsPlace() {
    world.pushed(1, AS_IT_IS);
    brings(2);

    world.push(3, otherwise("third", "onHalt: stay", "onHalt: rollback"));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofSeconds(5));

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.SUPERSEDED);
  }

  @Test
  void whatAWorkerHadJustWrittenWhenItDiedIsRestoredToo() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    world.push(2, CHANGED);
    world.handle(new Trigger.Pushed());
    while (world.writesTo(member(3)).size() < 2) {
      for (WorkItem item : world.work.takeDue()) {
        if (item.account().equals(member(3))) {
          world.work.faults().always("send", FlowWorld.throttled());
        }
        world.deliver(item);
        world.work.faults().clear();
      }
      world.deliverTicks();
      world.clock.advance(Duration.ofSeconds(1));
    }
    assertThat(world.failedDeliveries).hasSize(1);

    world.handle(new Trigger.RollBack("kim"));
    world.deliverTicks();
    world.failedDeliveries.forEach(world::deliver);
    world.settle();

    assertThat(changedSince(before)).isEmpty();
  }

  @Test
  void whoAsksForARollbackThatHasBegunIsToldOfIt() {
    world.pushed(1, AS_IT_IS);
    brings(2);
    String rollback = world.handle(new Trigger.RollBack("kim")).rollout().orElseThrow();
    world.deliverTicks();
    assertThat(world.pointers().candidate()).isEmpty();

    Reply open = world.handle(new Trigger.RollBack("kim"));
    assertThat(open.status()).isEqualTo(Reply.Status.NOTHING);
    assertThat(open.message()).isEqualTo(rollback + " has begun already");

    world.handle(new Trigger.Halt(Optional.empty(), "kim"));
    world.settle();
    Reply halted = world.handle(new Trigger.RollBack("kim"));
    assertThat(halted.message()).startsWith(rollback + " is halted");
    assertThat(halted.accepted()).containsExactly("{\"resume\":\"" + rollback + "\"}");

    world.handle(new Trigger.Resume(Optional.of(rollback), "kim"));
    world.settle();
    assertThat(world.handle(new Trigger.RollBack("kim")).message()).contains("has finished");
  }

  @Test
  void aHaltTakesBackByItselfWhereTheManifestSaysSo() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    world.stacks.rollBackNext(member(2), SPOKE, new Cause("SpokeRole", "it is malformed"));
    changed.put("onHalt: stay", "onHalt: rollback");

    world.pushed(2, changed);

    assertThat(changedSince(before)).isEmpty();
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.ROLLED_BACK);
    assertThat(world.rollout(2).note()).contains("1 of 2 accounts failed");
    assertThat(world.rollouts.everOpened())
        .extracting(Rollout::kind)
        .containsExactly(Rollout.Kind.RELEASE, Rollout.Kind.RELEASE, Rollout.Kind.ROLLBACK);
    assertThat(world.having(commit(1))).hasSize(25);
    assertThat(world.pointers().candidate()).isEmpty();
  }

  @Test
  void whatHaltedAndWasOvertakenBeforeItsRollbackBeganIsRestoredWithItsSuccessor() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    haltsAfterTwoAccounts(2);
    assertThat(world.pointers().isCandidate(world.rollout(2).id())).isTrue();

    failsAndIsTakenBack(3);
    world.settle();

    assertThat(world.rollouts.find("rollback-" + commit(2).value().substring(0, 12)))
        .map(Rollout::state)
        .contains(Rollout.State.SUPERSEDED);
    assertThat(world.having(commit(2))).isEmpty();
    assertThat(changedSince(before)).isEmpty();
  }

  @Test
  void whatARollbackLeftThatSomebodyHaltedIsRestoredWithTheNextOne() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    brings(2);
    String rollback = world.handle(new Trigger.RollBack("kim")).rollout().orElseThrow();
    world.deliverTicks();
    world.deliverTicks();
    world.handle(new Trigger.Halt(Optional.of(rollback), "kim"));
    world.settle();
    assertThat(world.having(commit(2))).isEqualTo(FIRST);

    failsAndIsTakenBack(3);
    world.settle();

    assertThat(changedSince(before)).isEmpty();
  }

  @Test
  void aRollbackThatSomebodyHaltedIsWhatAResumeMeans() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    brings(2);
    String rollback = world.handle(new Trigger.RollBack("kim")).rollout().orElseThrow();
    world.deliverTicks();
    world.deliverTicks();
    world.handle(new Trigger.Halt(Optional.of(rollback), "kim"));
    world.settle();
    assertThat(world.rollouts.find(rollback).orElseThrow().open()).isFalse();

    Reply reply = world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();

    assertThat(reply.rollout()).contains(rollback);
    assertThat(changedSince(before)).isEmpty();
  }

  @Test
  void whatARollbackHasBroughtBackIsNotLookedAtByTheNextOne() {
    world.pushed(1, AS_IT_IS);
    brings(2);
    world.handle(new Trigger.RollBack("kim"));
    world.settle();

    failsAndIsTakenBack(3);
    world.settle();

    assertThat(world.items.of("rollback-" + commit(3).value().substring(0, 12)))
        .extracting(Entry::account)
        .containsExactlyInAnyOrder(HUB, MANAGEMENT, member(1));
  }

  /** Two have it when a third fails; its rollback is not there yet. */
  private void haltsAfterTwoAccounts(int number) {
    Map<String, String> inOneWave = otherwise("second", "onHalt: stay", "onHalt: rollback");
    inOneWave.remove("waves: [{percent: 100}]");
    world.push(number, inOneWave);
    world.stacks.rollBackNext(member(2), SPOKE, new Cause("SpokeRole", "it is malformed"));
    world.handle(new Trigger.Pushed());
    while (world.rollout(number).state() != Rollout.State.ROLLED_BACK) {
      world.step();
    }
    assertThat(world.having(commit(number))).containsExactlyInAnyOrder(HUB, member(1));
  }

  @Test
  void theFirstReleaseHaltsAndStaysWhateverTheManifestSays() {
    world.stacks.rollBackNext(member(2), SPOKE, new Cause("SpokeRole", "it is malformed"));
    changed.put("onHalt: stay", "onHalt: rollback");

    world.pushed(1, changed);

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.HALTED);
    Reply reply = world.handle(new Trigger.RollBack("kim"));
    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(reply.message()).contains("there is nothing to go back to");
    assertThat(reply.accepted()).isNotEmpty();
  }

  @Test
  void aHaltedReleaseIsTakenBack() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    world.stacks.rollBackNext(member(2), SPOKE, new Cause("SpokeRole", "it is malformed"));
    world.pushed(2, changed);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.HALTED);

    Reply reply = world.handle(new Trigger.RollBack("kim"));
    Reply again = world.handle(new Trigger.RollBack("kim"));
    world.settle();

    assertThat(reply.status()).isEqualTo(Reply.Status.STARTED);
    assertThat(again.status()).isEqualTo(Reply.Status.NOTHING);
    assertThat(changedSince(before)).isEmpty();
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.ROLLED_BACK);
    Reply resume = world.handle(new Trigger.Resume(Optional.of(world.rollout(2).id()), "kim"));
    assertThat(resume.message()).contains("is rolled back and cannot be resumed");
  }

  @Test
  void afterARollbackNobodyBringsTheReleaseAgainButANewCommitOrAPerson() {
    world.pushed(1, AS_IT_IS);
    brings(2);
    world.handle(new Trigger.RollBack("kim"));
    world.settle();
    world.joins(member(900));

    Reply pushed = world.handle(new Trigger.Pushed());
    world.handle(new Trigger.AccountJoined(member(900)));
    world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    world.settle();
    world.handle(new Trigger.Sweep(false, "ann"));
    world.settle();

    assertThat(pushed.message()).contains("was rolled back");
    assertThat(world.having(commit(2))).isEmpty();
    assertThat(world.having(commit(1))).hasSize(26);

    Reply reply = world.handle(new Trigger.Bring(commit(2), "kim"));
    world.deliverFor(Duration.ofMinutes(10));
    assertThat(reply.rollout()).contains(world.rollout(2).id() + "-2");
    assertThat(world.having(commit(2))).isEqualTo(FIRST);
    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();
    assertThat(world.having(commit(2))).hasSize(26);
    assertThat(world.pointers().undone()).isEmpty();
  }

  @Test
  void whatWasRolledBackIsToldAsLongAsTheBranchPointsToIt() {
    world.pushed(1, AS_IT_IS);
    brings(2);
    world.handle(new Trigger.RollBack("kim"));
    world.settle();
    world.handle(new Trigger.Pushed());
    assertThat(undone()).as("it is the head still").contains(commit(2));
    assertThat(world.rollout(2).note()).isEqualTo("rolled back by kim");

    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());

    assertThat(undone()).as("the head is what stands").isEmpty();
    assertThat(world.handle(new Trigger.RollBack("kim")).message()).contains("has finished");
  }

  @Test
  void aPushThatIsRefusedTakesThePlaceOfWhatWasRolledBack() {
    world.pushed(1, AS_IT_IS);
    brings(2);
    world.handle(new Trigger.RollBack("kim"));
    world.settle();

    world.push(3, Map.of("hub: \"222222222222\"", "hub: \"999999999999\""));
    world.handle(new Trigger.Pushed());

    assertThat(undone()).isEmpty();
    assertThat(world.rollouts.overview().refusal()).isPresent();
  }

  @Test
  void aRollbackUnderWayEndsAsOneThoughTheBranchPointsElsewhereMeanwhile() {
    world.pushed(1, AS_IT_IS);
    Map<String, String> before = stacks();
    brings(2);
    String rollback = world.handle(new Trigger.RollBack("kim")).rollout().orElseThrow();
    world.deliverTicks();
    assertThat(undone()).contains(commit(2));

    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    assertThat(undone()).as("its rollback goes by it").contains(commit(2));
    world.settle();

    assertThat(changedSince(before)).isEmpty();
    assertThat(world.rollouts.find(rollback).orElseThrow().state())
        .isEqualTo(Rollout.State.FINISHED);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.ROLLED_BACK);
    world.handle(new Trigger.Sweep(false, "ann"));
    assertThat(undone()).as("the next look").isEmpty();
  }

  private Optional<CommitId> undone() {
    return world.pointers().undone().map(Pointers.Pointer::release);
  }

  @Test
  void whatAJoinWasGrantedOfItIsTakenBackToo() {
    world.pushed(1, AS_IT_IS);
    changed.put("300000000002", "300000000900");
    changed.put(
        "waves: [{percent: 100}]",
        "waves: [{accounts: [\"300000000001\", \"300000000900\"]}, {percent: 100, approve: true}]");
    brings(2);
    world.joins(member(900));
    world.handle(new Trigger.AccountJoined(member(900)));
    world.deliverFor(Duration.ofMinutes(5));
    assertThat(world.having(commit(2))).containsExactlyInAnyOrder(member(1), member(900));

    world.handle(new Trigger.RollBack("kim"));
    world.settle();

    assertThat(world.having(commit(2))).isEmpty();
    assertThat(world.spokeOf(member(900)).map(FakeStack::template))
        .isEqualTo(world.spokeOf(member(3)).map(FakeStack::template));
  }

  @Test
  void anAccountThatHadNothingBeforeKeepsItsStackWithTheEarlierTemplate() {
    world.access.revoke(member(1), FlowWorld.ROLE);
    world.pushed(1, AS_IT_IS);
    world.access.allow(member(1), FlowWorld.ROLE);
    brings(2);

    world.handle(new Trigger.RollBack("kim"));
    world.settle();

    assertThat(world.spokeOf(member(1)).map(FakeStack::template))
        .isEqualTo(world.spokeOf(member(3)).map(FakeStack::template));
    assertThat(world.stacks.writes()).noneMatch(write -> write.startsWith("delete"));
  }

  @Test
  void aStackThatTheEarlierReleaseDoesNotHaveStaysAndIsTold() {
    world.pushed(1, AS_IT_IS);
    changed.put(
        "  - name: FleetAccess-Spoke",
        """
          - name: FleetAccess-Extra
            template: spoke-role-2.yaml
            in: spokes

          - name: FleetAccess-Spoke\
        """);
    var extra =
        Map.of(
            "spoke-role-2.yaml",
            world.template("spoke-role.yaml").replace("spoke-001", "extra-001"));
    world.push(2, changed, extra);
    // A role more is access gained, which somebody has to allow.
    changed.put("allow: []", allowing(world.handle(new Trigger.Pushed()).findings()));
    world.push(3, changed, extra);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(10));
    assertThat(world.stacks.find(member(1), "FleetAccess-Extra")).isPresent();

    String rollback = world.handle(new Trigger.RollBack("kim")).rollout().orElseThrow();
    world.settle();

    assertThat(world.stacks.find(member(1), "FleetAccess-Extra")).isPresent();
    Entry left = world.items.find(rollback, member(1), "FleetAccess-Extra").orElseThrow();
    assertThat(left.state()).isEqualTo(Entry.State.SKIPPED);
    assertThat(left.note()).contains("it stays");
  }

  private static String allowing(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .map(finding -> "{finding: \"" + finding.fingerprint().orElseThrow() + "\", reason: tried}")
        .collect(Collectors.joining(", ", "allow: [", "]"));
  }

  @Test
  void aNewerCommitDuringARollbackIsNotHeldUp() {
    world.pushed(1, AS_IT_IS);
    brings(2);
    world.handle(new Trigger.RollBack("kim"));
    world.deliverFor(Duration.ofSeconds(20));

    world.pushed(
        3,
        Map.of("description: ", "description: third, ", "Description: ", "Description: Third, "));

    assertThat(world.having(commit(3))).hasSize(25);
    assertThat(world.rollouts.overview().open()).isEmpty();
  }

  @Test
  void withNothingUnderWayThereIsNothingToTakeBack() {
    assertThat(world.handle(new Trigger.RollBack("kim")).message())
        .isEqualTo("nothing has been released yet, so there is nothing to go back to");
    world.pushed(1, AS_IT_IS);

    Reply reply = world.handle(new Trigger.RollBack("kim"));

    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(reply.message()).contains("has finished everywhere");
  }

  /** Pushes, and lets the canary wave end. */
  private void brings(int number) {
    world.push(number, changed);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(10));
    assertThat(world.rollout(number).state()).isEqualTo(Rollout.State.WAITING);
  }

  /** Pushes another one, whose canary fails at once; it is taken back by itself. */
  private void failsAndIsTakenBack(int number) {
    world.push(number, otherwise("third", "onHalt: stay", "onHalt: rollback"));
    world.stacks.rollBackNext(member(1), SPOKE, new Cause("SpokeRole", "it is malformed"));
    world.handle(new Trigger.Pushed());
  }

  private Map<String, String> otherwise(String word, String from, String to) {
    Map<String, String> other = new HashMap<>(changed);
    other.put("description: ", "description: " + word + ", ");
    other.put("Description: ", "Description: " + word + ", ");
    other.put("atOnce: {percent: 20}", "atOnce: 1");
    other.put("tolerance: {percent: 5}", "tolerance: 0");
    other.put(from, to);
    return other;
  }

  /** What every stack of every account has, to the letter. */
  private Map<String, String> stacks() {
    Map<String, String> found = new TreeMap<>();
    Stream.concat(Stream.of(MANAGEMENT, HUB), IntStream.range(1, 25).mapToObj(FlowWorld::member))
        .forEach(
            account ->
                STACKS.forEach(
                    stack ->
                        world
                            .stacks
                            .find(account, stack)
                            .ifPresent(there -> found.put(account + " " + stack, content(there)))));
    assertThat(found).as("the hub's, the organization's, and 25 spokes").hasSize(27);
    return found;
  }

  private List<String> changedSince(Map<String, String> before) {
    return stacks().entrySet().stream()
        .filter(there -> !there.getValue().equals(before.get(there.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String content(FakeStack stack) {
    return String.join(
        "\n",
        stack.template(),
        new TreeMap<>(stack.parameters()).toString(),
        new TreeMap<>(stack.tags()).toString());
  }
}
