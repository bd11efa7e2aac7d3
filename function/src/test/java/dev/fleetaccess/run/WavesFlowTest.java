package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.AS_IT_IS;
import static dev.fleetaccess.run.FlowWorld.CHANGED;
import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.SPOKE;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A release in waves, and who else comes by meanwhile. */
class WavesFlowTest {
  private static final String TWO_FIRST = "{accounts: [\"300000000001\", \"300000000002\"]}";
  private static final Set<AccountId> FIRST = Set.of(member(1), member(2));

  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

  private final FlowWorld world = new FlowWorld(25);

  @Test
  void aWaveBeginsWhenTheOneBeforeHasEnded() {
    world.pushed(1, waves(TWO_FIRST + ", {percent: 40}, {percent: 100}"));

    Map<AccountId, Entry> spokes = world.spokes(world.rollout(1).id());
    Map<AccountId, Integer> waves =
        spokes.values().stream().collect(Collectors.toMap(Entry::account, Entry::wave));
    assertThat(waves).containsEntry(member(1), 0).containsEntry(member(2), 0);
    assertThat(waves.values()).contains(1, 2);
    assertThat(world.stacks.writes().stream().skip(2).map(FlowWorld::accountOf).map(waves::get))
        .as("stacks are written wave after wave")
        .hasSize(25)
        .isSorted();
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void betweenWavesItRests() {
    world.push(1, with("bake: 0m", "bake: 30m", waves(TWO_FIRST + ", {percent: 100}")));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(25));

    assertThat(reached()).isEqualTo(FIRST);
    assertThat(world.said).anyMatch(line -> line.contains("rests until"));

    world.deliverFor(Duration.ofMinutes(25));
    assertThat(reached()).hasSize(25);
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
  }

  @Test
  void whatWasTriedAgainIsGivenItsRestToo() {
    AccountId denied = member(1);
    world.access.revoke(denied, FlowWorld.ROLE);
    Map<String, String> settings =
        Map.of("bake: 0m", "bake: 30m", "tolerance: {percent: 5}", "tolerance: 1");
    world.push(1, with(settings, waves(TWO_FIRST + ", {percent: 100}")));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(20));
    world.handle(new Trigger.Halt(Optional.empty(), "kim"));
    world.deliverFor(Duration.ofMinutes(20));
    world.access.allow(denied, FlowWorld.ROLE);

    world.handle(new Trigger.Resume(Optional.of(world.rollout(1).id()), "kim"));
    world.deliverFor(Duration.ofMinutes(25));

    assertThat(reached()).as("the rest begins when the wave has ended again").isEqualTo(FIRST);
    world.settle();
    assertThat(reached()).hasSize(25);
  }

  @Test
  void aWaveThatAsksWaitsForAPersonAndSaysSo() {
    world.push(1, waves(TWO_FIRST + ", {percent: 100, approve: true}"));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(60));

    Rollout waiting = world.rollout(1);
    assertThat(waiting.state()).isEqualTo(Rollout.State.WAITING);
    assertThat(waiting.note()).isEqualTo("FleetAccess-Spoke, wave 2 of 2 waits for approval");
    assertThat(reached()).isEqualTo(FIRST);

    Reply reply = world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();

    assertThat(reply.status()).isEqualTo(Reply.Status.STARTED);
    assertThat(world.said).anyMatch(line -> line.endsWith("approved by kim"));
    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(reached()).hasSize(25);
  }

  @Test
  void theOnlyWaveMayWaitTooAndTheHubIsThereBeforeIt() {
    world.push(1, waves("{percent: 100, approve: true}"));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(20));

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.WAITING);
    assertThat(world.stacks.find(HUB, "FleetAccess-Hub")).isPresent();
    assertThat(reached()).isEmpty();
  }

  @Test
  void whoComesByWhileAWaveWaitsIsNotBroughtPastIt() {
    world.pushed(1, AS_IT_IS);
    world.push(2, with(CHANGED, waves(TWO_FIRST + ", {percent: 100, approve: true}")));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(10));
    world.joins(member(900));

    world.handle(new Trigger.AccountJoined(member(900)));
    world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    Reply sweep = world.handle(new Trigger.Sweep(false, "ann"));
    world.deliverFor(Duration.ofMinutes(10));

    assertThat(sweep.status()).as("waiting may take days").isEqualTo(Reply.Status.STARTED);
    assertThat(world.having(commit(2))).isEqualTo(FIRST);
    assertThat(world.having(commit(1))).hasSize(24).contains(member(900));

    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();
    assertThat(world.having(commit(2)))
        .as("who joined meanwhile came with the rollout")
        .hasSize(26)
        .contains(member(900));
  }

  @Test
  void inTheFirstReleaseEverNobodyIsBroughtPastItsWaveEither() {
    world.push(1, waves(TWO_FIRST + ", {percent: 100, approve: true}"));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(10));
    world.joins(member(900));

    world.handle(new Trigger.AccountJoined(member(900)));
    String rerun =
        world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann")).rollout().orElseThrow();
    world.handle(new Trigger.Sweep(false, "ann"));
    world.deliverFor(Duration.ofMinutes(10));

    assertThat(reached()).isEqualTo(FIRST);
    assertThat(world.spokes(rerun).get(member(3)).state()).isEqualTo(Entry.State.SKIPPED);
    assertThat(world.spokes(rerun).get(member(3)).note()).contains("has not come to its wave");

    world.handle(new Trigger.Resume(Optional.empty(), "kim"));
    world.settle();
    assertThat(reached()).hasSize(26).contains(member(900));
  }

  @Test
  void aNewerCommitTakesItsPlaceInTheMiddleOfAWave() {
    world.pushed(1, AS_IT_IS);
    world.push(
        2,
        with(
            "atOnce: {percent: 20}",
            "atOnce: 4",
            with(CHANGED, waves(TWO_FIRST + ", {percent: 100}"))));
    world.handle(new Trigger.Pushed());
    String overtaken = world.rollout(2).id();
    while (world.having(commit(2)).size() < 4 || !isWriting(overtaken)) {
      world.step();
    }
    assertThat(world.rollout(2).wave()).isEqualTo(1);
    assertThat(in(Entry.State.PLANNED, overtaken)).as("not begun").isNotEmpty();
    Set<AccountId> begun = written(2, overtaken);

    world.push(
        3,
        Map.of("description: ", "description: third, ", "Description: ", "Description: Third, "));
    world.handle(new Trigger.Pushed());
    while (world.rollout(2).open()) {
      world.step();
    }

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.SUPERSEDED);
    assertThat(in(Entry.State.CONVERGED, overtaken)).contains(member(1), member(2));
    assertThat(begun).containsAll(in(Entry.State.CONVERGED, overtaken));
    assertThat(in(Entry.State.SUPERSEDED, overtaken))
        .as("all the others")
        .hasSize(25 - in(Entry.State.CONVERGED, overtaken).size());
    assertThat(world.having(commit(1))).as("the third waits for its hub").isNotEmpty();

    world.settle();
    assertThat(world.rollout(3).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.having(commit(3))).hasSize(25);
    assertThat(world.stacks.writes().stream().filter(write -> write.endsWith(SPOKE)))
        .as("each is made and has the third; and the second where it was begun")
        .hasSize(2 * 25 + begun.size());
  }

  private boolean isWriting(String rollout) {
    return world.spokes(rollout).values().stream()
        .anyMatch(entry -> entry.state() == Entry.State.SENT && entry.attempt().begun());
  }

  private Set<AccountId> in(Entry.State state, String rollout) {
    return world.spokes(rollout).values().stream()
        .filter(entry -> entry.state() == state)
        .map(Entry::account)
        .collect(Collectors.toSet());
  }

  /** To whose spoke that many writes were made. */
  private Set<AccountId> written(int times, String rollout) {
    return world.spokes(rollout).keySet().stream()
        .filter(
            id ->
                world.writesTo(id).stream().filter(write -> write.endsWith(SPOKE)).count() == times)
        .collect(Collectors.toSet());
  }

  @Test
  void whatWasSentIsNotBegunOnceANewerCommitIsTheCandidateEvenBeforeItsOwnRolloutHasSeenIt() {
    world.pushed(1, AS_IT_IS);
    world.push(2, CHANGED);
    world.handle(new Trigger.Pushed());
    world.deliverTicks();
    while (world.work.waiting().stream().noneMatch(sent -> sent.item().stack().equals(SPOKE))) {
      world.work.takeDue().forEach(world::deliver);
      world.clock.advance(Duration.ofSeconds(1));
      world.deliverTicks();
    }
    world.clock.advance(Duration.ofSeconds(5));
    List<WorkItem> spokes = world.work.takeDue();
    world.ticks.takeAll();
    int written = world.stacks.writes().size();

    world.push(
        3,
        Map.of("description: ", "description: third, ", "Description: ", "Description: Third, "));
    world.handle(new Trigger.Pushed());
    world.deliverTicks();
    spokes.forEach(world::deliver);

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.RUNNING);
    assertThat(world.pointers().isCandidate(world.rollout(3).id())).isTrue();
    assertThat(world.stacks.writes()).hasSize(written);
    assertThat(spokes)
        .isNotEmpty()
        .allMatch(
            item ->
                world.spokes(item.rollout()).get(item.account()).state() == Entry.State.SUPERSEDED);
  }

  @Test
  void aNewerCommitTakesThePlaceOfOneThatWaits() {
    world.push(1, waves(TWO_FIRST + ", {percent: 100, approve: true}"));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(10));

    world.pushed(2, CHANGED);

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.SUPERSEDED);
    assertThat(world.having(commit(2))).hasSize(25);
  }

  @Test
  void sweepsRunOneAtATimeAndADeadOneIsNotWaitedFor() {
    world.pushed(1, AS_IT_IS);
    String first = world.handle(new Trigger.Sweep(false, "ann")).rollout().orElseThrow();

    assertThat(world.handle(new Trigger.Sweep(false, "ann")).message())
        .isEqualTo(first + " is under way and looks at every account");

    world.ticks.takeAll();
    world.clock.advance(Duration.ofHours(2));
    assertThat(world.handle(new Trigger.Sweep(false, "ann")).status())
        .isEqualTo(Reply.Status.STARTED);
  }

  @Test
  void aDryRunKeepsNoSweepBackSinceItMendsNothing() {
    world.pushed(1, AS_IT_IS);
    world.handle(new Trigger.Sweep(true, "ann"));

    assertThat(world.handle(new Trigger.Sweep(false, "kim")).status())
        .isEqualTo(Reply.Status.STARTED);
  }

  @Test
  void aComparisonOfEverybodyIsKeptBackByAnotherAloneAndKeepsSweepsBack() {
    world.pushed(1, AS_IT_IS);
    world.handle(new Trigger.Sweep(false, "ann"));
    String first = world.handle(new Trigger.SweepAndCompare(false, "ann")).rollout().orElseThrow();
    String underWay = first + " is under way and looks at every account";

    assertThat(world.handle(new Trigger.SweepAndCompare(false, "kim")).message())
        .isEqualTo(underWay);
    world.deliverFor(Duration.ofSeconds(1));
    world.rollouts.overview().open().stream()
        .filter(open -> open.kind() == Rollout.Kind.SWEEP)
        .flatMap(open -> world.rollouts.find(open.id()).stream())
        .forEach(sweep -> world.rollouts.step(sweep.closed(Rollout.State.FINISHED, "", NOW)));
    assertThat(world.handle(new Trigger.Sweep(false, "kim")).message()).isEqualTo(underWay);

    world.ticks.takeAll();
    world.clock.advance(Duration.ofHours(2));
    assertThat(world.handle(new Trigger.SweepAndCompare(false, "kim")).status())
        .as("a dead one")
        .isEqualTo(Reply.Status.STARTED);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void aComparisonThatDoesNotMendEverybodyKeepsNobodyBack(Trigger comparison, String reason) {
    world.pushed(1, AS_IT_IS);
    world.handle(comparison);

    assertThat(world.handle(new Trigger.SweepAndCompare(false, "kim")).status())
        .as(reason)
        .isEqualTo(Reply.Status.STARTED);
  }

  static Stream<Arguments> aComparisonThatDoesNotMendEverybodyKeepsNobodyBack() {
    return Stream.of(
        Arguments.of(
            new Trigger.Compare(Scope.of(member(1)), false, "ann"), "it is of one account"),
        Arguments.of(new Trigger.SweepAndCompare(true, "ann"), "it only looks"));
  }

  @Test
  void whoAgreesIsAnsweredWhenTheTickCannotBeSentAndTheHeartbeatTakesTheRolloutUp() {
    world.push(1, waves(TWO_FIRST + ", {percent: 100, approve: true}"));
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(10));
    world.ticks.takeAll();
    world.ticks.faults().next("send", FlowWorld.throttled());

    Reply reply = world.handle(new Trigger.Resume(Optional.empty(), "kim"));

    assertThat(reply.status())
        .as("what fails is tried again, and would agree to the next wave that waits")
        .isEqualTo(Reply.Status.STARTED);
    world.clock.advance(Duration.ofMinutes(5));
    world.handle(new Trigger.Heartbeat());
    world.settle();
    assertThat(reached()).hasSize(25);
  }

  @Test
  void anOverdueRolloutThatCannotBeTakenUpKeepsNobodyFromTheOthers() {
    world.pushed(1, AS_IT_IS);
    String rerun =
        world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann")).rollout().orElseThrow();
    world.rollouts.open(
        Rollout.of("a-dead-one", Rollout.Kind.RERUN, commit(77), new Scope.Failed(), Instant.EPOCH)
            .done());
    world.ticks.takeAll();
    world.clock.advance(Duration.ofMinutes(30));

    world.handle(new Trigger.Heartbeat());
    world.settle();

    assertThat(world.said).anyMatch(line -> line.contains("a-dead-one"));
    assertThat(world.rollouts.find(rerun).orElseThrow().state()).isEqualTo(Rollout.State.FINISHED);
  }

  private Set<AccountId> reached() {
    return world.stacks.writes().stream()
        .filter(write -> write.endsWith(SPOKE))
        .map(FlowWorld::accountOf)
        .collect(Collectors.toSet());
  }

  private static Map<String, String> waves(String waves) {
    return Map.of("waves: [{percent: 100}]", "waves: [" + waves + "]");
  }

  private static Map<String, String> with(String from, String to, Map<String, String> others) {
    return with(Map.of(from, to), others);
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
    Map<String, String> both = new HashMap<>(some);
    both.putAll(others);
    return both;
  }
}
