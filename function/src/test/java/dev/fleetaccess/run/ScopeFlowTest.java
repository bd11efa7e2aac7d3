package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.MANAGEMENT;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.reconcile.FakeStack;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets which stack with which parameters, and what becomes of those that nobody wants. */
class ScopeFlowTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final String EXTRA = "FleetAccess-Extra";
  private static final String SANDBOXES = "ou-abcd-sandbox0";
  private static final String EXCEPT = "except: {accounts: [], units: [], tags: {}}";
  private static final String PARAMETERS = "Parameters:\n  HubAccountId:";

  private final FlowWorld world = new FlowWorld(40);

  @BeforeEach
  void someStandInAUnit() {
    world.organization.unit("ou-abcd-workload", FakeOrganization.ROOT);
    world.organization.unit(SANDBOXES, "ou-abcd-workload");
    world.organization.move(member(7), SANDBOXES);
    world.organization.tag(member(8), Map.of("env", "lab"));
  }

  @Test
  void accountsAreLeftOutByUnitAndByTag() {
    pushed(1, except("{units: [" + SANDBOXES + "], tags: {env: lab}}"));

    assertThat(spoke(member(7))).isEmpty();
    assertThat(spoke(member(8))).isEmpty();
    assertThat(spoke(member(9))).isPresent();
    Map<AccountId, Entry> spokes = world.spokes(world.rollout(1).id());
    assertThat(spokes).hasSize(40);
    assertThat(List.of(spokes.get(member(7)), spokes.get(member(8))))
        .allSatisfy(
            entry -> {
              assertThat(entry.state()).isEqualTo(Entry.State.SKIPPED);
              assertThat(entry.note()).isEqualTo("left out by the manifest");
            });
    assertThat(world.inventory.find(member(9), SPOKE).orElseThrow().traits().units())
        .containsExactly(FakeOrganization.ROOT);
  }

  @Test
  void overridesReachTheirAccountsAndThoseThatJoinLater() {
    pushed(1, overridden("{units: [ou-abcd-workload], parameters: {Team: red}}"));
    world.add(member(900));
    world.organization.move(member(900), SANDBOXES);
    world.handle(new Trigger.AccountJoined(member(900)));
    world.settle();

    assertThat(team(member(7))).contains("red");
    assertThat(team(member(9))).contains("none");
    assertThat(team(member(900))).contains("red");
  }

  @Test
  void whatWasOverriddenIsFoundUnchangedInTwoCalls() {
    pushed(1, overridden("{tags: {env: lab}, parameters: {Team: red}}"));
    int written = world.stacks.writes().size();

    Reply reply = world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    world.settle();

    assertThat(team(member(8))).contains("red");
    assertThat(world.stacks.writes()).hasSize(written);
    assertThat(world.spokes(reply.rollout().orElseThrow()).values())
        .hasSize(40)
        .allMatch(entry -> entry.calls() <= 2);
  }

  @Test
  void whoMovesIntoAUnitThatWasReadAlreadyIsNotPassedBy() {
    pushed(1, overridden("{units: [ou-abcd-workload], parameters: {Team: red}}"));
    world.organization.meanwhile(() -> world.organization.move(member(7), FakeOrganization.ROOT));
    pushed(2, overridden("{units: [ou-abcd-workload], parameters: {Team: blue}}"));

    assertThat(world.spokes(world.rollout(2).id())).hasSize(40).containsKey(member(7));
    assertThat(team(member(7))).contains("none");
  }

  @Test
  void anAccountThatMovesIsLookedAtAnew() {
    pushed(1, overridden("{units: [" + SANDBOXES + "], parameters: {Team: red}}"));
    world.organization.move(member(9), SANDBOXES);
    world.organization.move(member(7), "ou-abcd-workload");

    assertThat(moved(member(9)).status()).isEqualTo(Reply.Status.STARTED);
    moved(member(7));

    assertThat(team(member(9))).contains("red");
    assertThat(team(member(7))).contains("none");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("moments")
  void oneThatMovesWhileAReleaseIsUnderWayGetsWhatItsNewUnitHas(
      String when, Predicate<Entry> moment) {
    pushed(1, overridden("{units: [" + SANDBOXES + "], parameters: {Team: red}}"));
    Map<String, String> next =
        new HashMap<>(overridden("{units: [" + SANDBOXES + "], parameters: {Team: blue}}"));
    next.put("tolerance: {percent: 5}", "tolerance: 0");
    world.push(2, next, Map.of());
    world.handle(new Trigger.Pushed());
    reach(member(7), moment);

    world.organization.move(member(7), "ou-abcd-workload");
    moved(member(7));

    assertThat(team(member(7))).as(when).contains("none");
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(world.rollout(2).id()).get(member(7)).state())
        .isEqualTo(Entry.State.CONVERGED);
  }

  static Stream<Arguments> moments() {
    Predicate<Entry> sent = entry -> entry.state() == Entry.State.SENT;
    return Stream.of(
        Arguments.of("planned", (Predicate<Entry>) e -> e.state() == Entry.State.PLANNED),
        Arguments.of("sent", sent),
        Arguments.of("written", sent.and(entry -> entry.attempt().begun())),
        Arguments.of("done", (Predicate<Entry>) e -> e.state() == Entry.State.CONVERGED));
  }

  private void reach(AccountId account, Predicate<Entry> moment) {
    String release = world.rollout(2).id();
    while (Optional.ofNullable(world.spokes(release).get(account)).filter(moment).isEmpty()) {
      world.step();
    }
  }

  @Test
  void oneThatMovesOutOfAnExceptionIsBroughtWhatIsUnderWay() {
    pushed(1, except("{units: [" + SANDBOXES + "]}"));
    Map<String, String> next = new HashMap<>(except("{units: [" + SANDBOXES + "]}"));
    next.putAll(FlowWorld.CHANGED);
    world.push(2, next);
    world.handle(new Trigger.Pushed());
    reach(member(7), entry -> entry.state() == Entry.State.SKIPPED);

    world.organization.move(member(7), "ou-abcd-workload");
    moved(member(7));

    assertThat(world.spokes(world.rollout(2).id()).get(member(7)).state())
        .isEqualTo(Entry.State.CONVERGED);
    assertThat(world.having(commit(2))).contains(member(7));
  }

  @Test
  void whereUnitsDoNotCountAMoveCallsForNothing() {
    pushed(1, Map.of());

    assertThat(moved(member(9)).status()).isEqualTo(Reply.Status.IGNORED);
  }

  @Test
  void aMoveOutOfAStacksUnitsKeepsItAndShowsIt() {
    pushed(1, except("{units: [" + SANDBOXES + "]}"));
    world.organization.move(member(9), SANDBOXES);

    Reply reply = moved(member(9));

    Entry orphan = world.spokes(reply.rollout().orElseThrow()).get(member(9));
    assertThat(orphan.removal()).isTrue();
    assertThat(orphan.state()).isEqualTo(Entry.State.SKIPPED);
    assertThat(orphan.note()).isEqualTo("orphaned, kept: it no longer belongs into this account");
    assertThat(spoke(member(9))).isPresent();
    assertThat(world.inventory.find(member(9), SPOKE).flatMap(Holding::release)).isPresent();
  }

  @Test
  void aMoveDeletesNothingAndTheNextSweepDoes() {
    pushed(1, deleted("{units: [" + SANDBOXES + "]}"));
    world.organization.move(member(9), SANDBOXES);

    moved(member(9));
    assertThat(spoke(member(9))).isPresent();
    swept();

    assertThat(spoke(member(9))).isEmpty();
    assertThat(world.inventory.find(member(9), SPOKE)).isEmpty();
    assertThat(spoke(member(10))).isPresent();
    assertThat(world.said).anyMatch(line -> line.contains("1 removed"));
  }

  @Test
  void aStackThatLeavesTheManifestIsKeptAndShownByEveryLook() {
    pushed(1, Map.of(), "");
    pushed(2, Map.of());

    assertThat(extra(member(9))).isPresent();
    assertThat(world.said)
        .anyMatch(line -> line.contains("release-") && line.contains("40 orphaned"));
    assertThat(deletions()).isEmpty();
    assertThat(world.inventory.find(member(9), EXTRA).flatMap(Holding::release))
        .contains(commit(1));
    Reply swept = swept();
    assertThat(orphans(swept.rollout().orElseThrow())).hasSize(40);
  }

  @Test
  void aStackWhoseLastReleaseSaidDeleteHaltsBeforeTheFirstOfMany() {
    pushed(1, Map.of(), "    onRemove: delete\n");
    pushed(2, Map.of());

    Rollout halted = world.rollout(2);
    assertThat(halted.state()).isEqualTo(Rollout.State.HALTED);
    assertThat(halted.note()).contains("FleetAccess-Extra would be deleted in");
    assertThat(deletions()).isEmpty();
    assertThat(extra(member(9))).isPresent();
    assertThat(orphans(halted.id()))
        .hasSize(40)
        .allMatch(entry -> entry.state() == Entry.State.NOT_STARTED);
  }

  @Test
  void aPersonWhoResumesAgreesToTheDeletions() {
    pushed(1, Map.of(), "    onRemove: delete\n");
    pushed(2, Map.of());

    Reply reply = world.handle(new Trigger.Resume(Optional.of(world.rollout(2).id()), "ann"));
    world.settle();

    assertThat(reply.status()).isEqualTo(Reply.Status.STARTED);
    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(deletions()).hasSize(40);
    assertThat(extra(member(9))).isEmpty();
    assertThat(world.inventory.all()).noneMatch(holding -> holding.stack().equals(EXTRA));
  }

  @Test
  void aSweepThatHaltedBeforeDeletionsIsResumedToo() {
    pushed(1, deleted("{units: [" + SANDBOXES + "]}"));
    IntStream.range(10, 20).forEach(i -> world.organization.move(member(i), SANDBOXES));
    String sweep = swept().rollout().orElseThrow();

    Reply unnamed = world.handle(new Trigger.Resume(Optional.empty(), "ann"));
    assertThat(unnamed.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(unnamed.accepted())
        .as("what is deleted has to be named")
        .containsExactly("{\"resume\":\"" + sweep + "\"}");

    world.handle(new Trigger.Resume(Optional.of(sweep), "ann"));
    world.settle();

    assertThat(world.rollouts.find(sweep).orElseThrow().state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(deletions()).hasSize(10);
  }

  @Test
  void whoResumesAgreesToThoseThatWereShownAndNotToWhatCameSince() {
    pushed(1, deleted("{units: [" + SANDBOXES + "]}"));
    IntStream.range(10, 20).forEach(i -> world.organization.move(member(i), SANDBOXES));
    String sweep = swept().rollout().orElseThrow();
    IntStream.range(900, 905).forEach(i -> joinsAndMoves(i, sweep));

    world.handle(new Trigger.Resume(Optional.of(sweep), "ann"));
    world.settle();

    Rollout halted = world.rollouts.find(sweep).orElseThrow();
    assertThat(halted.state()).isEqualTo(Rollout.State.HALTED);
    assertThat(halted.note()).contains("would be deleted in 5 of ");
    assertThat(deletions()).hasSize(10);
    assertThat(spoke(member(900))).isPresent();

    world.handle(new Trigger.Resume(Optional.of(sweep), "ann"));
    world.settle();
    assertThat(world.rollouts.find(sweep).orElseThrow().state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(deletions()).hasSize(15);
  }

  @Test
  void whatIsPlannedWhileAFewAreDeletedIsCountedWithThem() {
    pushed(1, deleted("{units: [" + SANDBOXES + "]}"));
    world.organization.move(member(9), SANDBOXES);
    String sweep = world.handle(new Trigger.Sweep(false, "ann")).rollout().orElseThrow();
    while (deletions().isEmpty()) {
      world.step();
    }

    for (int i = 900; i < 904; i++) {
      joinsAndMoves(i, sweep);
      world.handle(new Trigger.AccountMoved(member(i)));
    }
    world.handle(new Trigger.Heartbeat());
    world.settle();

    Rollout halted = world.rollouts.find(sweep).orElseThrow();
    assertThat(halted.state()).isEqualTo(Rollout.State.HALTED);
    assertThat(halted.note())
        .contains("would be deleted in 5 of 45", "2 may be without asking", "1 begun already");
    assertThat(deletions()).hasSize(1);
  }

  /**
   * It has its spoke already when it is moved to where that is not wanted; meanwhile that rollout
   * is not taken further.
   */
  private void joinsAndMoves(int number, String rollout) {
    world.joins(member(number));
    world.handle(new Trigger.AccountJoined(member(number)));
    for (int second = 0; second < 120; second++) {
      world.stepWithout(rollout);
    }
    assertThat(spoke(member(number))).isPresent();
    world.organization.move(member(number), SANDBOXES);
  }

  @Test
  void aFewAreDeletedOnceEverythingElseIsRight() {
    pushed(1, Map.of());
    Map<String, String> changed =
        new HashMap<>(deleted("{accounts: [\"%s\", \"%s\"]}".formatted(member(3), member(4))));
    changed.put("Description: The spoke role.", "Description: The spoke's role.");
    pushed(2, changed);

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(spoke(member(3))).isEmpty();
    assertThat(spoke(member(4))).isEmpty();
    List<String> writes = world.stacks.writes();
    assertThat(writes.subList(writes.size() - 2, writes.size()))
        .allMatch(write -> write.startsWith("delete"));
    assertThat(deletions()).hasSize(2);
    assertThat(world.inventory.of(member(3))).isEmpty();
  }

  @Test
  void aSweepAfterDeletionsFindsNothingToDo() {
    pushed(1, Map.of());
    pushed(2, deleted("{accounts: [\"%s\"]}".formatted(member(3))));
    int written = world.stacks.writes().size();

    Reply swept = swept();

    assertThat(world.stacks.writes()).hasSize(written);
    assertThat(orphans(swept.rollout().orElseThrow())).isEmpty();
  }

  @Test
  void aSweepHaltsToo() {
    pushed(1, deleted("{units: [" + SANDBOXES + "]}"));
    IntStream.range(10, 20).forEach(i -> world.organization.move(member(i), SANDBOXES));

    Reply swept = swept();

    Rollout rollout = world.rollouts.find(swept.rollout().orElseThrow()).orElseThrow();
    assertThat(rollout.state()).isEqualTo(Rollout.State.HALTED);
    assertThat(rollout.open()).isFalse();
    assertThat(deletions()).isEmpty();
  }

  @Test
  void aDryRunDeletesNothingAndSaysSo() {
    pushed(1, deleted("{units: [" + SANDBOXES + "]}"));
    IntStream.range(10, 20).forEach(i -> world.organization.move(member(i), SANDBOXES));

    Reply reply = world.handle(new Trigger.Sweep(true, "ann"));
    world.settle();

    assertThat(orphans(reply.rollout().orElseThrow()))
        .hasSize(10)
        .allMatch(entry -> entry.state() == Entry.State.PREVIEWED && entry.note().equals("delete"));
    assertThat(deletions()).isEmpty();
  }

  @Test
  void aStackThatSomebodyMadeTheirsIsRefused() {
    pushed(1, deleted("{units: [" + SANDBOXES + "]}"));
    FakeStack stood = spoke(member(9)).orElseThrow();
    world.stacks.strip(member(9), SPOKE);
    world.organization.move(member(9), SANDBOXES);

    Reply swept = swept();

    Entry refused = world.spokes(swept.rollout().orElseThrow()).get(member(9));
    assertThat(refused.state()).isEqualTo(Entry.State.REFUSED);
    assertThat(refused.note()).contains("no longer carries the tags of FleetAccess");
    assertThat(spoke(member(9)).orElseThrow().id()).isEqualTo(stood.id());
  }

  @Test
  void anOldHubAccountKeepsItsHubRoleUntilAPersonSaysOtherwise() {
    pushed(1, Map.of());
    Map<String, String> moved =
        Map.of(
            "hub: \"222222222222\"",
            "hub: \"" + member(5) + "\"",
            "in: hub ",
            "in: hub\n    onExit: delete ");
    world.push(2, moved);
    Map<String, String> allowed = new HashMap<>(moved);
    allowed.put("allow: []", allowing(world.handle(new Trigger.Pushed())));
    pushed(3, allowed);

    assertThat(world.rollout(3).state()).isEqualTo(Rollout.State.HALTED);
    assertThat(world.rollout(3).note()).contains("everybody depends on it");
    assertThat(world.stacks.find(HUB, "FleetAccess-Hub")).isPresent();
    assertThat(world.stacks.find(member(5), "FleetAccess-Hub")).isPresent();
  }

  @Test
  void deletionsInTheManagementAccountHaltHoweverFew() {
    pushed(1, Map.of("in: organization   ", "in: organization\n    onRemove: delete   "));
    String manifest = world.template("fleet.yaml");
    int from = manifest.indexOf("  - name: FleetAccess-OrgReadOnly");
    int to = manifest.indexOf("  # CloudTrail Lake");
    pushed(2, Map.of(manifest.substring(from, to), ""));

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.HALTED);
    assertThat(world.stacks.find(MANAGEMENT, "FleetAccess-OrgReadOnly")).isPresent();
  }

  @Test
  void anAccountThatLeftUnheardIsForgottenWhereAccountsWaitForTheirPage() {
    pushed(1, except("{units: [" + SANDBOXES + "]}"));
    world.organization.remove(member(9));
    world.clock.advance(Duration.ofHours(1));

    swept();

    assertThat(world.inventory.of(member(9))).isEmpty();
    assertThat(world.inventory.of(member(10))).isNotEmpty();
  }

  @Test
  void aServiceThatWantsARestLosesNobody() {
    for (String operation : List.of("tags", "parent", "units", "accounts", "root")) {
      world.organization.faults().after(1, operation, throttled());
      world.organization.faults().after(2, operation, throttled());
    }
    pushed(1, except("{units: [" + SANDBOXES + "], tags: {env: lab}}"));

    assertThat(world.rollout(1).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(world.rollout(1).id())).hasSize(40);
    assertThat(spoke(member(7))).isEmpty();
    assertThat(spoke(member(8))).isEmpty();
  }

  @Test
  void aReleaseThatNeedsMoreThanWasLookedUpTakesTheItemOver() {
    pushed(1, Map.of());
    Reply rerun = world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    world.push(2, deleted("{units: [" + SANDBOXES + "]}"));
    world.handle(new Trigger.Pushed());
    world.settle();

    assertThat(world.rollout(2).state()).isEqualTo(Rollout.State.FINISHED);
    assertThat(world.spokes(rerun.rollout().orElseThrow()).values())
        .allMatch(entry -> entry.state().ended());
    assertThat(spoke(member(7))).isEmpty();
    assertThat(spoke(member(9))).isPresent();
  }

  private static dev.fleetaccess.fleet.Failure throttled() {
    return new dev.fleetaccess.fleet.Failure(
        dev.fleetaccess.fleet.Failure.Kind.THROTTLED, "TooManyRequestsException", "slower");
  }

  private void pushed(int commit, Map<String, String> replacements) {
    world.push(commit, replacements);
    world.handle(new Trigger.Pushed());
    world.settle();
  }

  /** With a stack beside the others. */
  private void pushed(int commit, Map<String, String> replacements, String settings) {
    Map<String, String> all = new HashMap<>(replacements);
    all.put(
        "\nrollout:\n",
        "\n  - name: "
            + EXTRA
            + "\n    template: extra-role.yaml\n    in: spokes\n"
            + settings
            + "\nrollout:\n");
    String template =
        world.template("spoke-role.yaml").replace("RoleName: spoke-001", "RoleName: extra-001");
    world.push(commit, all, Map.of("extra-role.yaml", template));
    world.handle(new Trigger.Pushed());
    world.settle();
  }

  /** Whoever is trusted instead is somebody more, which a person has to allow. */
  private static String allowing(Reply refused) {
    assertThat(refused.status()).isEqualTo(Reply.Status.REFUSED);
    return refused.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .map(finding -> "{finding: \"" + finding.fingerprint().orElseThrow() + "\", reason: moves}")
        .distinct()
        .collect(Collectors.joining(", ", "allow: [", "]"));
  }

  private static Map<String, String> except(String who) {
    return Map.of(EXCEPT, "except: " + who);
  }

  /** Left out, and taken away where it stands. */
  private static Map<String, String> deleted(String who) {
    return Map.of(EXCEPT, "except: " + who, "    onExit: retain", "    onExit: delete");
  }

  private static Map<String, String> overridden(String override) {
    return Map.of(
        "overrides: []",
        "overrides: [" + override + "]",
        "nothing more.\n\n" + PARAMETERS,
        "nothing more.\n\nParameters:\n  Team: {Type: String, Default: none}\n  HubAccountId:",
        "    parameters: {}",
        "    parameters: {Team: none}");
  }

  private Reply moved(AccountId id) {
    world.clock.advance(Duration.ofSeconds(2));
    Reply reply = world.handle(new Trigger.AccountMoved(id));
    world.settle();
    return reply;
  }

  private Reply swept() {
    Instant before = world.clock.instant();
    world.clock.advance(Duration.between(before, before.plusSeconds(10)));
    Reply reply = world.handle(new Trigger.Sweep(false, "ann"));
    world.settle();
    return reply;
  }

  private List<Entry> orphans(String rollout) {
    return world.items.of(rollout).stream().filter(Entry::removal).toList();
  }

  private List<String> deletions() {
    return world.stacks.writes().stream().filter(write -> write.startsWith("delete")).toList();
  }

  private Optional<String> team(AccountId id) {
    return spoke(id).map(stack -> stack.parameters().get("Team"));
  }

  private Optional<FakeStack> spoke(AccountId id) {
    return world.stacks.find(id, SPOKE);
  }

  private Optional<FakeStack> extra(AccountId id) {
    return world.stacks.find(id, EXTRA);
  }
}
