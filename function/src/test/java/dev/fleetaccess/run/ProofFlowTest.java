package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.MANAGEMENT;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.report.RolloutSummary;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** After a spoke is right the hub is made to enter it. */
class ProofFlowTest {
  private static final int MEMBERS = 25;
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final Map<String, String> AS_IT_IS = Map.of();
  private static final Failure DENIED =
      new Failure(Failure.Kind.DENIED, "AccessDenied", "not authorized to enter spoke-001");

  private final FlowWorld world = new FlowWorld(MEMBERS);

  @Test
  void aPushProvesEverySpokeAndSaysSo() {
    pushed(AS_IT_IS);

    assertThat(spokes()).hasSize(MEMBERS).allMatch(entry -> entry.proving().proven().isPresent());
    assertThat(holding(member(1)).proven()).isPresent();
    assertThat(world.said)
        .anyMatch(line -> line.endsWith("27 converged; " + (MEMBERS + 1) + " proven"));
  }

  @Test
  void spokesAreProvenAndOrgReadOnlyAndNothingElse() {
    pushed(AS_IT_IS);

    assertThat(world.chain.entered()).hasSize(MEMBERS + 1).contains(MANAGEMENT);
    assertThat(world.inventory.find(MANAGEMENT, "FleetAccess-OrgReadOnly").orElseThrow().proven())
        .isPresent();
    assertThat(world.inventory.find(HUB, "FleetAccess-Hub").flatMap(Holding::proven)).isEmpty();
  }

  @Test
  void theProofsCallsAreNotTheStacks() {
    pushed(AS_IT_IS);

    assertThat(spokes()).allMatch(entry -> entry.calls() <= 5);
    RolloutSummary summary = summary();
    assertThat(summary.proofCalls())
        .as("an entrance and a read each, and the hub once")
        .isEqualTo(2 * (MEMBERS + 1) + 1);
  }

  @Test
  void withoutProofsInTheManifestNobodyIsProven() {
    pushed(Map.of("proof: true ", "proof: false "));

    assertThat(world.chain.entered()).isEmpty();
    assertThat(spokes()).allMatch(entry -> entry.state() == Entry.State.CONVERGED);
    assertThat(holding(member(1)).proven()).isEmpty();
    assertThat(world.said).noneMatch(line -> line.contains("proven"));
  }

  @Test
  void turningProofsOffForgetsThem() {
    pushed(AS_IT_IS);

    world.push(2, Map.of("proof: true ", "proof: false "));
    world.handle(new Trigger.Pushed());
    world.settle();

    assertThat(holding(member(1)).proven()).isEmpty();
  }

  @Test
  void whatIamHasNotSpreadYetIsWaitedForWithoutLookingAtTheStackAgain() {
    world.chain.faults().next("enter", DENIED);
    world.chain.faults().next("enter", DENIED);

    pushed(AS_IT_IS);

    assertThat(spokes())
        .allMatch(entry -> entry.state() == Entry.State.CONVERGED)
        .allMatch(entry -> entry.proving().proven().isPresent())
        .allMatch(entry -> entry.calls() <= 5);
    assertThat(items()).filteredOn(entry -> entry.attempt().proofs() > 0).isNotEmpty();
    assertThat(world.chain.entered()).hasSize(MEMBERS + 1 + 2);
  }

  @Test
  void aSpokeThatRefusesTheHubIsConvergedAndNotProvenAndHaltsNothing() {
    for (int i = 1; i <= 5; i++) {
      world.chain.refuse(member(i), DENIED);
    }

    pushed(AS_IT_IS);

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    Entry unproven = world.spokes(world.rollout(1).id()).get(member(3));
    assertThat(unproven.state()).isEqualTo(Entry.State.CONVERGED);
    assertThat(unproven.failure()).isEmpty();
    assertThat(unproven.note()).contains("not proven: not authorized to enter spoke-001");
    assertThat(unproven.proving().calls()).isLessThanOrEqualTo(8);
    assertThat(holding(member(3)).broken().orElseThrow())
        .startsWith("the hub role could not enter the spoke (AccessDenied)");
    assertThat(holding(member(3)).failure()).isEmpty();
    assertThat(summary().sentence()).endsWith("; 21 proven, 5 not");
    assertThat(summary().causes())
        .singleElement()
        .satisfies(
            cause ->
                assertThat(cause)
                    .startsWith(member(1) + ", " + member(2) + ", ")
                    .contains(": not proven: the hub role could not enter the spoke"));
  }

  @Test
  void aHubThatLetsNobodyInIsNamedAsTheLink() {
    world.chain.faults().always("hub", DENIED);

    pushed(AS_IT_IS);

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(spokes())
        .allMatch(entry -> entry.proving().broken().orElseThrow().contains("become the hub role"));
  }

  @Test
  void aReRunProvesOnlyWhoIsNotProvenOrWasProvenLongAgo() {
    world.chain.refuse(member(3), DENIED);
    pushed(AS_IT_IS);
    world.chain.admit(member(3));
    int before = world.chain.entered().size();

    String rerun = rerun();

    assertThat(world.chain.entered().subList(before, world.chain.entered().size()))
        .containsExactly(member(3));
    assertThat(holding(member(3)).broken()).isEmpty();
    assertThat(world.spokes(rerun).values())
        .allMatch(entry -> entry.calls() <= 2)
        .allMatch(entry -> entry.proving().proven().isPresent());

    world.clock.advance(Duration.ofHours(24));
    rerun();

    assertThat(world.chain.entered()).hasSize(before + 1 + MEMBERS + 1);
  }

  @Test
  void anUnchangedSpokeThatRefusesIsComparedOnceAndNotWaitedFor() {
    pushed(AS_IT_IS);
    world.clock.advance(Duration.ofHours(24));
    world.chain.refuse(member(3), DENIED);
    int before = world.chain.entered().size();

    String rerun = rerun();

    assertThat(world.chain.entered())
        .as("all once, and the one again after its role was compared")
        .hasSize(before + MEMBERS + 1 + 1);
    assertThat(world.spokes(rerun).get(member(3)).proving().broken()).isPresent();
    assertThat(holding(member(3)).proven()).as("when it last was").isPresent();
  }

  @Test
  void aDryRunProvesNobody() {
    pushed(AS_IT_IS);
    world.clock.advance(Duration.ofHours(48));
    int before = world.chain.entered().size();

    world.handle(new Trigger.Rerun(new Scope.Everyone(), true, "ann"));
    world.settle();

    assertThat(world.chain.entered()).hasSize(before);
  }

  @Test
  void anAccountThatJoinsIsProven() {
    pushed(AS_IT_IS);
    world.add(member(900), AccountState.ACTIVE, Optional.of(world.clock.instant()));
    world.access.allow(member(900), FlowWorld.ROLE);

    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();

    assertThat(holding(member(900)).proven()).isPresent();
  }

  @Test
  void aVisitThatFailsKeepsWhatWasProven() {
    pushed(AS_IT_IS);
    var proven = holding(member(3)).proven();
    world.access.revoke(member(3), FlowWorld.ROLE);

    rerun();

    assertThat(holding(member(3)).failure()).isPresent();
    assertThat(holding(member(3)).proven()).isEqualTo(proven);
  }

  private void pushed(Map<String, String> replacements) {
    world.push(1, replacements);
    world.handle(new Trigger.Pushed());
    world.rolesStand(
        1,
        Stream.concat(
                Stream.of(MANAGEMENT, HUB),
                IntStream.rangeClosed(1, MEMBERS).mapToObj(FlowWorld::member))
            .toList());
    world.settle();
  }

  private String rerun() {
    var reply = world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    world.settle();
    return reply.rollout().orElseThrow();
  }

  private Collection<Entry> spokes() {
    return world.spokes(world.rollout(1).id()).values();
  }

  private List<Entry> items() {
    return world.items.of(world.rollout(1).id());
  }

  private RolloutSummary summary() {
    return RolloutSummary.of(world.rollout(1), items());
  }

  private Holding holding(AccountId account) {
    return world.inventory.find(account, SPOKE).orElseThrow();
  }

  @Test
  void aSpokeWhoseTrustSomebodyChangedIsPutBackAndProvenInTheSameSweep() {
    pushed(AS_IT_IS);
    world.clock.advance(Duration.ofHours(24));
    AccountId account = member(3);
    LiveRole asWanted = world.roles.find(account, "spoke-001").orElseThrow();
    world.roles.change(account, "spoke-001", ProofFlowTest::distrusting);
    world.chain.refuse(account, DENIED);
    world.changeSets.whenPutBack(
        put -> {
          world.roles.put(put, asWanted);
          world.chain.admit(put);
        });

    String sweep = world.handle(new Trigger.Sweep(false, "schedule")).rollout().orElseThrow();
    world.settle();

    Entry mended = world.spokes(sweep).get(account);
    assertThat(mended.note())
        .startsWith("drift put back")
        .contains("its trust policy names AROAEXAMPLEEXAMPLE12, which is gone");
    assertThat(mended.proving().proven()).isPresent();
    assertThat(holding(account).broken()).isEmpty();
  }

  @Test
  void aSpokeThatIsEnteredAndCannotReadIsEnteredAndNotProven() {
    world.chain.close(
        member(3),
        new Failure(Failure.Kind.DENIED_BY_CONTROL_POLICY, "AccessDenied", "an explicit deny"));

    pushed(AS_IT_IS);

    Holding holding = holding(member(3));
    assertThat(holding.entered()).isPresent();
    assertThat(holding.proven()).isEmpty();
    assertThat(holding.broken().orElseThrow())
        .startsWith("the hub role entered the spoke and could not read");
  }

  @Test
  void theTimeFromJoiningToTheProofIsKept() {
    pushed(AS_IT_IS);
    world.clock.advance(Duration.ofHours(1));
    world.add(member(900), AccountState.ACTIVE, Optional.of(world.clock.instant()));
    world.access.allow(member(900), FlowWorld.ROLE);

    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();
    Duration after = holding(member(900)).provenAfter().orElseThrow();
    rerun();

    assertThat(after).isBetween(Duration.ofSeconds(20), Duration.ofMinutes(5));
    assertThat(holding(member(900)).provenAfter()).as("the first time").hasValue(after);
    assertThat(holding(member(1)).provenAfter()).as("it was there before").isEmpty();
  }

  @Test
  void whoJoinsDuringTheFirstReleaseIsMeasuredFromJoining() {
    world.push(1, AS_IT_IS);
    world.handle(new Trigger.Pushed());
    world.clock.advance(Duration.ofSeconds(1));
    world.joins(member(900));
    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();

    assertThat(holding(member(900)).provenAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(20), Duration.ofMinutes(15));
    assertThat(holding(member(1)).provenAfter()).as("it was there before").isEmpty();
    assertThat(told()).as("the metric").hasSize(1);
  }

  @Test
  void whoseJoiningNobodyToldIsMeasuredWhenTheSweepProvesIt() {
    pushed(AS_IT_IS);
    world.clock.advance(Duration.ofHours(2));
    world.joins(member(900));
    world.clock.advance(Duration.ofHours(22));
    world.rolesStand(1, List.of(member(900)));

    world.handle(new Trigger.Sweep(false, "schedule"));
    world.settle();

    assertThat(holding(member(900)).provenAfter().orElseThrow())
        .isBetween(Duration.ofHours(22), Duration.ofHours(23));
  }

  @Test
  void whoIsProvenOnlyByAReRunIsMeasuredFromJoining() {
    pushed(AS_IT_IS);
    world.joins(member(900));
    world.access.revoke(member(900), FlowWorld.ROLE);
    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();
    assertThat(holding(member(900)).failure()).isPresent();
    world.access.allow(member(900), FlowWorld.ROLE);

    rerun();

    assertThat(holding(member(900)).provenAfter().orElseThrow())
        .isBetween(Duration.ofMinutes(30), Duration.ofHours(3));
  }

  @Test
  void whoJoinedShortlyBeforeTheFirstReleaseIsNotMeasured() {
    world.joins(member(900));
    world.clock.advance(Duration.ofHours(4));

    pushed(AS_IT_IS);

    assertThat(holding(member(900)).proven()).isPresent();
    assertThat(holding(member(900)).provenAfter()).isEmpty();
  }

  @Test
  void whoWasLeftOutForAWeekIsNotMeasured() {
    pushed(AS_IT_IS);
    world.joins(member(900));
    world.clock.advance(Duration.ofDays(8));

    rerun();

    assertThat(holding(member(900)).proven()).isPresent();
    assertThat(holding(member(900)).provenAfter()).isEmpty();
  }

  @Test
  void aProofThatIsWantedOnlyLaterMeasuresNothing() {
    pushed(Map.of("proof: true ", "proof: false "));
    world.joins(member(900));
    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();
    world.clock.advance(Duration.ofDays(1));

    world.pushed(2, AS_IT_IS);

    assertThat(holding(member(900)).proven()).isPresent();
    assertThat(holding(member(900)).provenAfter()).isEmpty();
  }

  @Test
  void howLongItTookUntilWhoJoinedHasItsRolesIsToldOnceThoughNoProofIsWanted() {
    pushed(Map.of("proof: true ", "proof: false "));
    world.joins(member(900));
    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();
    rerun();

    assertThat(world.said.stream().filter(line -> line.contains(" covered after ")))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith(member(900) + " covered after "));
    assertThat(told()).as("nobody is proven").isEmpty();
  }

  @Test
  void whoHasItsRolesBeforeItIsProvenIsToldBoth() {
    pushed(AS_IT_IS);
    world.joins(member(900));
    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();

    assertThat(world.said.stream().filter(line -> line.contains(" covered after "))).hasSize(1);
    assertThat(told()).hasSize(1);
  }

  @Test
  void aSweepWithDriftFindsAtOnceWhatWasLookedAtAMomentBefore() {
    pushed(AS_IT_IS);
    world.handle(new Trigger.Sweep(false, "schedule"));
    world.settle();
    AccountId account = member(3);
    LiveRole asWanted = world.roles.find(account, "spoke-001").orElseThrow();
    world.roles.change(account, "spoke-001", ProofFlowTest::distrusting);
    world.changeSets.whenPutBack(put -> world.roles.put(put, asWanted));
    int before = world.chain.entered().size();

    String plain = world.handle(new Trigger.Sweep(false, "ann")).rollout().orElseThrow();
    world.settle();
    assertThat(world.spokes(plain).get(account).note()).as("not due").isEqualTo("CREATE_COMPLETE");
    assertThat(world.chain.entered()).as("nor is the proof").hasSize(before);

    String sweep = world.handle(new Trigger.SweepAndCompare(false, "ann")).rollout().orElseThrow();
    world.settle();

    assertThat(sweep).startsWith("sweep-");
    assertThat(world.spokes(sweep).get(account).note()).startsWith("drift put back");
    assertThat(world.chain.entered()).as("everybody").hasSize(before + MEMBERS + 1);
  }

  @Test
  void aSweepWithDriftLooksAtTheBranchFirst() {
    pushed(AS_IT_IS);
    world.push(2, FlowWorld.CHANGED);

    assertThat(world.handle(new Trigger.SweepAndCompare(false, "ann")).rollout())
        .contains(world.rollout(2).id());
  }

  @Test
  void aHubThatThisSweepPutBackIsWaitedForUntilAllOfStsKnowsIt() {
    pushed(AS_IT_IS);
    world.clock.advance(Duration.ofHours(24));
    LiveRole asWanted = world.roles.find(HUB, "hub-001").orElseThrow();
    world.roles.change(HUB, "hub-001", ProofFlowTest::distrusting);
    world.changeSets.whenPutBack(put -> world.roles.put(put, asWanted));
    for (int refused = 0; refused < 4; refused++) {
      world.chain.faults().next("hub", DENIED);
    }

    String sweep = world.handle(new Trigger.Sweep(false, "schedule")).rollout().orElseThrow();
    world.settle();

    assertThat(world.spokes(sweep).values())
        .allMatch(entry -> entry.proving().proven().isPresent());
  }

  private List<String> told() {
    return world.said.stream().filter(line -> line.contains(" proven after ")).toList();
  }

  private static LiveRole distrusting(LiveRole role) {
    return new LiveRole(
        role.name(),
        role.path(),
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"AROAEXAMPLEEXAMPLE12\"},"
            + "\"Action\":\"sts:AssumeRole\"}]}",
        role.inline(),
        role.attached(),
        role.boundary(),
        role.session(),
        role.tags());
  }
}
