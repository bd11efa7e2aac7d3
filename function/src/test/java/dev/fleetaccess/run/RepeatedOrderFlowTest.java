package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.fleet.Crash;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.report.Notice;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lambda delivers a request again, under the same id; what it orders is done once. */
class RepeatedOrderFlowTest {
  private static final String TWO_APPROVALS =
      "waves: [{accounts: [\"300000000001\"]}, {percent: 50, approve: true}, {percent: 100,"
          + " approve: true}]";

  private static final Duration UNTIL_IT_WAITS = Duration.ofMinutes(8);

  private final FlowWorld world = new FlowWorld(12);

  @ParameterizedTest(name = "{0}")
  @MethodSource("halts")
  void aHaltThatComesAgainAfterTheResumeHaltsNothing(String reason, boolean named) {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(1));
    String id = world.rollout(1).id();
    var halt = new Trigger.Halt(named ? Optional.of(id) : Optional.empty(), "kim");
    Reply first = world.handle(halt, "halt");
    world.settle();
    world.handle(new Trigger.Resume(Optional.of(id), "kim"), "resume");
    world.deliverFor(Duration.ofSeconds(5));

    Reply again = world.handle(halt, "halt");
    world.settle();

    assertThat(again).as(reason).isEqualTo(first);
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.notices.told()).filteredOn(Notice.Halted.class::isInstance).hasSize(1);
  }

  static Stream<Arguments> halts() {
    return Stream.of(
        Arguments.of("the rollout is named", true),
        Arguments.of("whatever is under way is meant", false));
  }

  @Test
  void aHaltThatComesAgainDoesNotHaltTheReleaseThatIsUnderWayBySinceThen() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(1));
    var halt = new Trigger.Halt(Optional.empty(), "kim");
    world.handle(halt, "halt");
    world.settle();
    world.push(2, CHANGED);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(1));

    assertThat(world.handle(halt, "halt").rollout()).contains(world.rollout(1).id());
    world.settle();

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void aResumeThatComesAgainAgreesToNoFurtherWave() {
    waits(1, Map.of("waves: [{percent: 100}]", TWO_APPROVALS));
    var resume = new Trigger.Resume(Optional.empty(), "kim");
    Reply first = world.handle(resume, "resume");
    world.deliverFor(UNTIL_IT_WAITS);
    int agreed = waiting(1).approved();

    assertThat(world.handle(resume, "resume")).isEqualTo(first);
    world.deliverFor(UNTIL_IT_WAITS);

    assertThat(waiting(1).approved()).isEqualTo(agreed);
    world.handle(resume, "another");
    world.settle();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void aResumeThatDiedBetweenItsStepAndItsAnswerAgreesToNoFurtherWave() {
    waits(1, Map.of("waves: [{percent: 100}]", TWO_APPROVALS));
    var resume = new Trigger.Resume(Optional.empty(), "kim");
    world.crash.before(2);
    assertThatThrownBy(() -> world.handle(resume, "resume")).isInstanceOf(Crash.Died.class);
    world.crash.begin();
    world.clock.advance(Duration.ofMinutes(5));
    world.handle(new Trigger.Heartbeat());
    world.deliverFor(UNTIL_IT_WAITS);
    int agreed = waiting(1).approved();

    Reply again = world.handle(resume, "resume");
    world.deliverFor(UNTIL_IT_WAITS);

    assertThat(again.status()).isEqualTo(Reply.Status.STARTED);
    assertThat(waiting(1).approved()).isEqualTo(agreed);
  }

  private void waits(int commit, Map<String, String> replacements) {
    world.push(commit, replacements);
    world.handle(new Trigger.Pushed());
    world.deliverFor(UNTIL_IT_WAITS);
    waiting(commit);
  }

  private Rollout waiting(int commit) {
    assertThat(world.rollout(commit).state()).isEqualTo(Rollout.State.WAITING);
    return world.rollout(commit);
  }

  @Test
  void aRollbackThatComesAgainDoesNotTakeTheNextReleaseBack() {
    world.pushed(1, AS_IT_IS);
    waits(2, saying("anew"));
    var back = new Trigger.RollBack("kim");
    Reply first = world.handle(back, "back");
    world.settle();
    waits(3, saying("once more"));

    assertThat(world.handle(back, "back")).isEqualTo(first);
    world.deliverFor(UNTIL_IT_WAITS);

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.ROLLED_BACK);
    waiting(3);
  }

  private static Map<String, String> saying(String description) {
    Map<String, String> changed = new HashMap<>();
    changed.put("description: ", "description: " + description + ", ");
    changed.put("Description: ", "Description: " + description + ", ");
    changed.put("waves: [{percent: 100}]", TWO_APPROVALS);
    return changed;
  }

  @Test
  void aCommitThatIsOrderedOnceIsBroughtOnce() {
    world.pushed(1, AS_IT_IS);
    world.pushed(2, CHANGED);
    var bring = new Trigger.Bring(commit(1), "kim");
    Reply first = world.handle(bring, "bring");
    world.settle();
    world.push(3, AS_IT_IS);
    world.handle(new Trigger.Bring(commit(2), "kim"), "another");
    world.settle();
    int opened = world.rollouts.everOpened().size();

    Reply again = world.handle(bring, "bring");

    assertThat(again.rollout()).isEqualTo(first.rollout());
    assertThat(again.message()).isEqualTo(first.message());
    assertThat(world.rollouts.everOpened()).hasSize(opened);
    assertThat(world.handle(bring, "a third").rollout()).isNotEqualTo(first.rollout());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("looks")
  void aLookThatIsOrderedOnceIsTakenOnce(Trigger look) {
    world.access.revoke(member(3), FlowWorld.ROLE);
    world.pushed(1, AS_IT_IS);
    Reply first = world.handle(look, "look");
    world.settle();
    int opened = world.rollouts.everOpened().size();

    assertThat(world.handle(look, "look")).isEqualTo(first);
    assertThat(world.rollouts.everOpened()).hasSize(opened);

    world.handle(look, "another");
    assertThat(world.rollouts.everOpened()).hasSize(opened + 1);
  }

  static Stream<Trigger> looks() {
    return Stream.of(
        new Trigger.Rerun(new Scope.Everyone(), false, "ann"),
        new Trigger.Rerun(new Scope.Failed(), false, "ann"),
        new Trigger.Rerun(new Scope.Everyone(), true, "ann"),
        new Trigger.Compare(new Scope.Everyone(), false, "ann"),
        new Trigger.Sweep(false, "schedule"),
        new Trigger.SweepAndCompare(false, "ann"));
  }

  @Test
  void whatWasRefusedIsTriedWhenItComesAgain() {
    var halt = new Trigger.Halt(Optional.empty(), "kim");
    assertThat(world.handle(halt, "halt").status()).isEqualTo(Reply.Status.REFUSED);
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(1));

    assertThat(world.handle(halt, "halt").status())
        .as("nothing of it was carried out")
        .isEqualTo(Reply.Status.STARTED);
  }
}
