package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.report.Notice;
import dev.fleetaccess.report.NoticeText;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People and machines are told without asking. */
class TellingFlowTest {
  private static final int MEMBERS = 25;

  private final FlowWorld world = new FlowWorld(MEMBERS);

  @Test
  void aReleaseIsToldWhenItStartsAndWhenItEnds() {
    pushed(1, Map.of());

    assertThat(happenings()).containsExactly("STARTED RELEASE", "ENDED RELEASE");
    Notice.Ended ended = (Notice.Ended) world.notices.told().getLast();
    assertThat(ended.rollout().state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(ended.summary().count(Entry.State.CONVERGED)).isEqualTo(MEMBERS + 2);
    assertThat(ended.summary().slowest()).isPresent();
  }

  @Test
  void howManyAreCoveredIsCountedByWhatTheyHaveAndNotByWhatTheRolloutDid() {
    pushed(1, Map.of());
    assertThat(world.said).contains("26 covered, 0 not, 0 without proof");

    Map<String, String> bad = new HashMap<>(FlowWorld.CHANGED);
    bad.put("waves: [{percent: 100}]", "waves: [{accounts: [\"300000000001\"]}, {percent: 100}]");
    world.stacks.rollBackNext(
        FlowWorld.member(1), FlowWorld.SPOKE, new Cause("SpokeRole", "it is malformed"));
    pushed(2, bad);

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.HALTED);
    assertThat(world.said).contains("25 covered, 1 not, 0 without proof");
  }

  @Test
  void aReleaseThatWidensAccessIsRefusedThenAllowedAndThenTold() {
    pushed(1, Map.of());
    Map<String, String> wider = Map.of("parameters: {}", "parameters: {Respond: \"true\"}");
    world.push(2, wider);

    Reply refused = world.handle(new Trigger.Pushed());

    assertThat(refused.status()).isEqualTo(Reply.Status.REFUSED);
    Finding found =
        refused.findings().stream()
            .filter(one -> one.severity() == Finding.Severity.ERROR)
            .findFirst()
            .orElseThrow();
    var allowed = new HashMap<>(wider);
    allowed.put(
        "allow: []",
        "allow: [{finding: \""
            + found.fingerprint().orElseThrow()
            + "\", reason: responders were hired}]");

    pushed(3, allowed);
    pushed(4, wider);

    assertThat(started(2)).as("a refused release does not start").isEmpty();
    Notice.Started told = started(3).orElseThrow();
    assertThat(told.widening()).singleElement().extracting(Finding::id).isEqualTo(found.id());
    assertThat(NoticeText.of(told).subject()).contains("it widens access");
    assertThat(NoticeText.of(told).body())
        .contains("gains ", "ec2:StopInstances", "Allowed: responders were hired");
    assertThat(started(4).orElseThrow().widening())
        .as("it is what stands there, so it widens nothing any more")
        .isEmpty();
  }

  @Test
  void aHaltIsToldWithWhatFailedAndSoIsItsEnd() {
    for (int i = 1; i <= 5; i++) {
      world.access.revoke(member(i), FlowWorld.ROLE);
    }

    pushed(1, Map.of());

    assertThat(happenings()).contains("HALTED RELEASE").endsWith("ENDED RELEASE");
    Notice.Halted halted =
        world.notices.told().stream()
            .filter(Notice.Halted.class::isInstance)
            .map(Notice.Halted.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(halted.summary().failures()).isNotEmpty();
    assertThat(halted.rollout().note()).contains("are tolerated");
  }

  @Test
  void aReleaseThatIsTakenBackIsMailedUntilEverybodyHasTheOneBefore() {
    pushed(1, Map.of());
    Map<String, String> bad = new HashMap<>(FlowWorld.CHANGED);
    bad.put("waves: [{percent: 100}]", "waves: [{accounts: [\"300000000001\"]}, {percent: 100}]");
    bad.put("onHalt: stay", "onHalt: rollback");
    world.stacks.rollBackNext(member(1), FlowWorld.SPOKE, new Cause("SpokeRole", "malformed"));
    pushed(2, bad);

    List<String> subjects =
        world.notices.told().stream()
            .filter(Notice::mailed)
            .filter(notice -> !(notice instanceof Notice.Failing))
            .map(notice -> NoticeText.of(notice).subject().replaceAll("-[0-9a-f]{12}", ""))
            .toList();
    assertThat(subjects)
        .containsSubsequence(
            "FleetAccess: release started",
            "FleetAccess: release halted and is taken back",
            "FleetAccess: release is being taken back, 1 failed",
            "FleetAccess: rollback started",
            "FleetAccess: rollback finished");
  }

  @Test
  void anAccountThatNewlyFailsIsToldOnceHoweverOftenItIsLookedAt() {
    pushed(1, Map.of());
    world.access.revoke(member(3), FlowWorld.ROLE);

    rerun();
    rerun();

    assertThat(failing()).containsExactly(member(3).value());
    assertThat(happenings()).endsWith("STARTED RERUN", "ENDED RERUN");
  }

  @Test
  void anAccountThatWasMendedAndFailsAgainIsToldAgain() {
    pushed(1, Map.of());
    world.access.revoke(member(3), FlowWorld.ROLE);
    rerun();
    world.access.allow(member(3), FlowWorld.ROLE);
    rerun();
    world.access.revoke(member(3), FlowWorld.ROLE);

    rerun();

    assertThat(failing()).containsExactly(member(3).value(), member(3).value());
  }

  @Test
  void howeverManyFailAtOnceEachIsToldBeforeTheirRolloutEnds() {
    pushed(1, Map.of());
    int many = NewFailures.MOST + 3;
    var sweep =
        Rollout.of(
                "sweep-1",
                Rollout.Kind.SWEEP,
                commit(1),
                new Scope.Everyone(),
                world.clock.instant())
            .state(Rollout.State.RUNNING)
            .stage(2)
            .listing(Listing.NONE.done())
            .done();
    world.rollouts.open(sweep);
    for (int i = 0; i < many; i++) {
      world.items.plan(
          Entry.of(sweep.id(), commit(1), member(i), FlowWorld.SPOKE, sweep.started().plusMillis(i))
              .stage(2)
              .state(Entry.State.FAILED)
              .fresh(true)
              .listed(Optional.of(sweep.started()))
              .done());
    }
    world.clock.advance(Duration.ofMinutes(1));

    world.handle(new Trigger.Tick(sweep.id(), sweep.step()));
    assertThat(world.rollouts.find(sweep.id()).orElseThrow().open()).isTrue();
    world.settle();

    assertThat(failing()).hasSize(many).doesNotHaveDuplicates();
    assertThat(happenings()).endsWith("FAILING SWEEP", "ENDED SWEEP", "FAILING SWEEP");
    assertThat(world.rollouts.find(sweep.id()).orElseThrow().open()).isFalse();
  }

  @Test
  void aDryRunIsToldToNobody() {
    pushed(1, Map.of());

    world.handle(new Trigger.Rerun(new Scope.Everyone(), true, "ann"));
    world.settle();

    assertThat(happenings()).containsExactly("STARTED RELEASE", "ENDED RELEASE");
  }

  @Test
  void whatCannotBeToldFailsNothing() {
    world.notices.faults().always("tell", new Failure(Failure.Kind.UNAVAILABLE, "Down", "no"));

    pushed(1, Map.of());

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.said).anyMatch(line -> line.startsWith("nobody could be told"));
  }

  private void pushed(int commit, Map<String, String> replacements) {
    world.push(commit, replacements);
    world.handle(new Trigger.Pushed());
    world.settle();
  }

  private Optional<Notice.Started> started(int commit) {
    return world.notices.told().stream()
        .filter(Notice.Started.class::isInstance)
        .map(Notice.Started.class::cast)
        .filter(notice -> notice.rollout().release().equals(commit(commit)))
        .findFirst();
  }

  private void rerun() {
    Optional<String> rollout =
        world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann")).rollout();
    assertThat(rollout).isPresent();
    world.settle();
  }

  private List<String> happenings() {
    return world.notices.told().stream()
        .map(notice -> notice.happening() + " " + notice.kind())
        .toList();
  }

  private List<String> failing() {
    return world.notices.told().stream()
        .filter(Notice.Failing.class::isInstance)
        .flatMap(notice -> ((Notice.Failing) notice).entries().stream())
        .map(entry -> entry.account().value())
        .toList();
  }
}
