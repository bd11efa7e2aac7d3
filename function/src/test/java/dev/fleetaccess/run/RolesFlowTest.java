package dev.fleetaccess.run;

import static dev.fleetaccess.reconcile.FakeRoles.attaching;
import static dev.fleetaccess.run.FlowWorld.HUB;
import static dev.fleetaccess.run.FlowWorld.MANAGEMENT;
import static dev.fleetaccess.run.FlowWorld.commit;
import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.FakeRoles;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.WantedRole;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles that stand there already, and roles that somebody changed. */
class RolesFlowTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
  private static final Map<String, String> AS_IT_IS = Map.of();
  private static final Map<String, String> ADOPTING = Map.of("adopt: false", "adopt: true");
  private static final AccountId ONE = member(1);

  private final FlowWorld world = new FlowWorld(4);

  @Test
  void aRoleThatStandsThereIsRefusedWithItsDifferenceAndNotTouched() {
    world.push(1, AS_IT_IS);
    stands(changed(wanted(ONE)));

    go(1);

    Entry entry = world.spokes(world.rollout(1).id()).get(ONE);
    assertThat(entry.state()).isEqualTo(Entry.State.REFUSED);
    assertThat(entry.note())
        .contains("spoke-001", "its trust policy differs", ADMIN, "extra", "adopt: true");
    assertThat(world.roles.writes()).isEmpty();
    assertThat(world.changeSets.writes()).isEmpty();
  }

  @Test
  void aRoleThatStillStandsInTheWayIsRefusedAgainWithoutAWrite() {
    world.push(1, Map.of("tolerance: {percent: 5}", "tolerance: 4"));
    stands(changed(wanted(ONE)));
    go(1);
    List<String> before = world.writesTo(ONE);

    Entry again = rerun();
    assertThat(again.state()).as(again.note()).isEqualTo(Entry.State.REFUSED);
    assertThat(world.writesTo(ONE)).as("nothing new").isEqualTo(before);

    world.roles.remove(ONE, wanted(ONE).name());
    assertThat(rerun().state()).as("somebody removed it").isEqualTo(Entry.State.CONVERGED);
  }

  @Test
  void aRoleThatStandsThereIsTakenOverWhereThatIsAskedForAndPutRight() {
    world.push(1, ADOPTING);
    WantedRole wanted = wanted(ONE);
    stands(changed(wanted));

    go(1);

    Entry entry = world.spokes(world.rollout(1).id()).get(ONE);
    assertThat(entry.state()).as(entry.note()).isEqualTo(Entry.State.CONVERGED);
    assertThat(entry.note()).startsWith("taken over — spoke-001").contains(ADMIN);
    assertThat(world.changeSets.writes())
        .containsExactly(
            "takeOver " + ONE + " " + SPOKE,
            "execute " + ONE + " " + SPOKE,
            "putBack " + ONE + " " + SPOKE,
            "execute " + ONE + " " + SPOKE);
    assertThat(world.roles.writes())
        .containsExactlyInAnyOrder(
            "detach " + ONE + " spoke-001 " + ADMIN, "delete " + ONE + " spoke-001 extra");
    assertThat(world.stacks.find(ONE, SPOKE).orElseThrow().status()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void aRoleUnderAnotherPathIsNeverTakenOver() {
    world.push(1, ADOPTING);
    stands(with(wanted(ONE), "/elsewhere/"));

    go(1);

    Entry entry = world.spokes(world.rollout(1).id()).get(ONE);
    assertThat(entry.state()).isEqualTo(Entry.State.REFUSED);
    assertThat(entry.note()).contains("/elsewhere/", "/security/", "re-run the account");
  }

  @Test
  void aRoleOfAnotherStackIsNeverTakenOver() {
    world.push(1, ADOPTING);
    stands(live(wanted(ONE)));
    world.changeSets.owns(ONE, "StackSet-Other", "spoke-001");

    go(1);

    Entry entry = world.spokes(world.rollout(1).id()).get(ONE);
    assertThat(entry.state()).isEqualTo(Entry.State.REFUSED);
    assertThat(entry.note()).contains("StackSet-Other");
  }

  @Test
  void aChangeSetThatCannotBeMadeFailsWithItsReason() {
    world.push(1, ADOPTING);
    stands(live(wanted(ONE)));
    world.changeSets.refuse(ONE, "the resource cannot be imported");

    go(1);

    Entry entry = world.spokes(world.rollout(1).id()).get(ONE);
    assertThat(entry.state()).isEqualTo(Entry.State.FAILED);
    assertThat(entry.failure().orElseThrow().message()).contains("cannot be imported");
  }

  @ParameterizedTest(name = "{0}, joined {1} minutes before: {2}")
  @CsvSource({
    "THROTTLED, 50000, CONVERGED, a rate recovers",
    "UNKNOWN,   50000, CONVERGED, what nobody knows may pass",
    "INVALID,   50000, FAILED,    it stays so",
    "DENIED,    50000, FAILED,    an old account does not change its mind",
    "DENIED,    5,     CONVERGED, a new account is not ready yet"
  })
  void aChangeSetThatCouldNotBeMadeIsTriedAgainWhereThatHelps(
      Failure.Kind kind, long minutes, Entry.State end, String reason) {
    Instant joined = world.clock.instant().minus(Duration.ofMinutes(minutes));
    world.add(ONE, AccountState.ACTIVE, Optional.of(joined));
    everybodyHasRoles();
    world.roles.remove(ONE, "spoke-001");
    world.changeSets.refuseNext(ONE, kind, "why not");

    Reply reply = compare(Scope.of(ONE), false);

    Entry entry = world.spokes(reply.rollout().orElseThrow()).get(ONE);
    assertThat(entry.state()).as(reason).isEqualTo(end);
    if (end == Entry.State.FAILED) {
      assertThat(entry.failure().map(Failure::kind)).contains(kind);
      assertThat(entry.failure().orElseThrow().message()).contains("why not", "is gone");
    }
  }

  @Test
  void driftIsFoundNamedAndPutBack() {
    everybodyHasRoles();
    int written = world.stacks.writes().size();
    world.roles.change(ONE, "spoke-001", live -> changed(wanted(ONE)));

    Reply reply = compare(new Scope.Everyone(), false);

    Entry entry = world.spokes(reply.rollout().orElseThrow()).get(ONE);
    assertThat(entry.state()).as(entry.note()).isEqualTo(Entry.State.CONVERGED);
    assertThat(entry.note()).startsWith("drift put back — spoke-001").contains(ADMIN, "extra");
    assertThat(world.said).anyMatch(line -> line.contains("drift put back"));
    assertThat(world.changeSets.writes())
        .containsExactly("putBack " + ONE + " " + SPOKE, "execute " + ONE + " " + SPOKE);
    assertThat(world.stacks.writes()).hasSize(written);
    assertThat(world.inventory.find(ONE, SPOKE).flatMap(Holding::compared)).isPresent();
    assertThat(entry.calls()).as("drifted, mended and verified").isLessThanOrEqualTo(18);
  }

  @Test
  void aCleanComparisonTakesFiveCallsAndOneMoreAnInlinePolicy() {
    everybodyHasRoles();

    Reply reply = compare(new Scope.Everyone(), false);

    assertThat(world.spokes(reply.rollout().orElseThrow()).values())
        .hasSize(4)
        .allSatisfy(
            entry -> {
              assertThat(entry.state()).isEqualTo(Entry.State.CONVERGED);
              assertThat(entry.calls()).isLessThanOrEqualTo(6);
            });
    assertThat(world.changeSets.writes()).isEmpty();
  }

  @Test
  void whatTheTemplateDoesNotNameIsTakenOffWithoutAChangeSet() {
    everybodyHasRoles();
    world.roles.change(ONE, "spoke-001", live -> attaching(live, ADMIN));

    Reply reply = compare(Scope.of(ONE), false);

    assertThat(world.spokes(reply.rollout().orElseThrow()).get(ONE).state())
        .isEqualTo(Entry.State.CONVERGED);
    assertThat(world.roles.writes()).containsExactly("detach " + ONE + " spoke-001 " + ADMIN);
    assertThat(world.changeSets.writes()).isEmpty();
  }

  @Test
  void aBoundaryThatSomebodySetIsTakenOffAgain() {
    everybodyHasRoles();
    world.roles.change(ONE, "spoke-001", live -> bounded(live, Optional.of(ADMIN)));

    Reply reply = compare(Scope.of(ONE), false);

    assertThat(world.spokes(reply.rollout().orElseThrow()).get(ONE).note())
        .isEqualTo("drift put back — spoke-001: its boundary is " + ADMIN + ", not none");
    assertThat(world.roles.find(ONE, "spoke-001").orElseThrow().boundary()).isEmpty();
  }

  @Test
  void aBoundaryOfTheManifestThatSomebodyTookOffIsSetAgain() {
    everybodyHasRoles(Map.of("parameters: {}", "parameters: {PermissionsBoundary: Edge}"));
    String edge = "arn:aws:iam::" + ONE + ":policy/Edge";
    assertThat(world.roles.find(ONE, "spoke-001").orElseThrow().boundary()).contains(edge);
    world.roles.change(ONE, "spoke-001", live -> bounded(live, Optional.empty()));

    Reply reply = compare(Scope.of(ONE), false);

    assertThat(world.spokes(reply.rollout().orElseThrow()).get(ONE).note())
        .isEqualTo("drift put back — spoke-001: its boundary is none, not " + edge);
    assertThat(world.roles.find(ONE, "spoke-001").orElseThrow().boundary()).contains(edge);
  }

  @Test
  void aRoleThatIsGoneIsMadeAnew() {
    everybodyHasRoles();
    world.roles.remove(ONE, "spoke-001");

    Reply reply = compare(Scope.of(ONE), false);

    assertThat(world.spokes(reply.rollout().orElseThrow()).get(ONE).note())
        .isEqualTo("drift put back — spoke-001: is gone");
    assertThat(world.roles.find(ONE, "spoke-001")).isPresent();
  }

  @Test
  void whoPutsTheDriftBackAgainMakesTheAccountFail() {
    everybodyHasRoles();
    world.changeSets.whenPutBack(account -> {});
    world.roles.change(ONE, "spoke-001", live -> changed(wanted(ONE)));

    Reply reply = compare(Scope.of(ONE), false);

    Entry entry = world.spokes(reply.rollout().orElseThrow()).get(ONE);
    assertThat(entry.state()).isEqualTo(Entry.State.FAILED);
    assertThat(entry.failure().orElseThrow().message()).contains("somebody changes it again");
    assertThat(entry.failure().orElseThrow().kind().nextStep()).contains("CloudTrail", "stop it");
  }

  @ParameterizedTest(name = "{0} fails with {1}")
  @CsvSource({"delete, THROTTLED", "delete, DENIED_BY_CONTROL_POLICY"})
  void whatWasTakenOffIsToldThoughTheRestFailed(String operation, Failure.Kind kind) {
    everybodyHasRoles();
    world.roles.change(ONE, "spoke-001", live -> changed(wanted(ONE)));
    world.roles.faults().next(operation, new Failure(kind, "Code", "not now"));

    Reply reply = compare(Scope.of(ONE), false);

    Entry entry = world.spokes(reply.rollout().orElseThrow()).get(ONE);
    assertThat(entry.state())
        .isEqualTo(kind.retryable() ? Entry.State.CONVERGED : Entry.State.FAILED);
    assertThat(entry.failure().map(Failure::message).orElse(entry.note()))
        .contains("drift put back", ADMIN, "extra", "trust policy");
    assertThat(world.roles.writes()).contains("detach " + ONE + " spoke-001 " + ADMIN);
  }

  @Test
  void nothingIsTakenOffBeforeTheLedgerNamesIt() {
    everybodyHasRoles();
    world.roles.change(ONE, "spoke-001", live -> attaching(live, ADMIN));
    String rollout =
        world.handle(new Trigger.Compare(Scope.of(ONE), false, "ann")).rollout().orElseThrow();
    while (Optional.ofNullable(world.spokes(rollout).get(ONE))
        .filter(entry -> entry.state() == Entry.State.SENT)
        .isEmpty()) {
      world.clock.advance(Duration.ofSeconds(1));
      world.deliverTicks();
    }
    world.items.faults().always("record", FlowWorld.throttled());
    world.deliverFor(Duration.ofMinutes(1));
    assertThat(world.roles.writes()).isEmpty();

    world.items.faults().clear();
    List.copyOf(world.failedDeliveries).forEach(world::deliver);
    assertThat(world.spokes(rollout).get(ONE).note()).contains(ADMIN);
    world.settle();

    assertThat(world.roles.writes()).containsExactly("detach " + ONE + " spoke-001 " + ADMIN);
    assertThat(world.spokes(rollout).get(ONE).note()).contains(ADMIN);
  }

  @ParameterizedTest(name = "the stack is {0}")
  @ValueSource(strings = {"DELETE_FAILED", "gone"})
  void nothingIsTakenOffARoleWhoseStackSomebodyDeletedMeanwhile(String then) {
    everybodyHasRoles();
    world.roles.change(ONE, "spoke-001", live -> attaching(live, ADMIN));
    String rollout =
        world.handle(new Trigger.Compare(Scope.of(ONE), false, "ann")).rollout().orElseThrow();
    while (world.items.of(rollout).stream().noneMatch(entry -> entry.note().contains(ADMIN))) {
      world.step();
    }
    RoleStack brought = release(1).stack(SPOKE, ONE, Traits.NONE);
    if (then.equals("gone")) {
      world.stacks.remove(ONE, SPOKE);
    } else {
      world.stacks.put(ONE, brought, then);
    }
    world.settle();

    assertThat(world.spokes(rollout).get(ONE).state()).isEqualTo(Entry.State.FAILED);
    assertThat(world.roles.writes()).as("it may be somebody else's role now").isEmpty();
  }

  @Test
  void aRoleThatStandsUnderAnotherPathInsteadIsLeftToAPerson() {
    everybodyHasRoles();
    world.roles.remove(ONE, "spoke-001");
    world.roles.put(ONE, attaching(with(wanted(ONE), "/"), ADMIN));

    Reply reply = compare(Scope.of(ONE), false);

    Entry entry = world.spokes(reply.rollout().orElseThrow()).get(ONE);
    assertThat(entry.state()).isEqualTo(Entry.State.REFUSED);
    assertThat(entry.note())
        .isEqualTo(
            "a role spoke-001 stands there under the path /, not /security/, and IAM tells names"
                + " apart by no path: remove it or rename it, then re-run the account");
    assertThat(world.roles.writes()).isEmpty();
    assertThat(world.changeSets.writes()).isEmpty();
  }

  @Test
  void afterAFailedComparisonEveryKindOfRolloutLooksAtTheRolesAgain() {
    everybodyHasRoles();
    world.roles.change(ONE, "spoke-001", live -> attaching(live, ADMIN));
    var forbidden =
        new Failure(Failure.Kind.DENIED_BY_CONTROL_POLICY, "AccessDenied", "explicit deny");
    world.roles.faults().always("detach", forbidden);
    compare(Scope.of(ONE), false);
    assertThat(world.inventory.find(ONE, SPOKE).flatMap(Holding::failure).map(Failure::kind))
        .contains(forbidden.kind());
    world.roles.faults().clear();

    world.handle(new Trigger.Rerun(new Scope.Failed(), false, "ann"));
    world.settle();

    assertThat(world.roles.find(ONE, "spoke-001").orElseThrow().attached()).isEmpty();
    assertThat(world.inventory.find(ONE, SPOKE).flatMap(Holding::failure)).isEmpty();
    assertThat(world.roles.writes()).containsExactly("detach " + ONE + " spoke-001 " + ADMIN);
  }

  @Test
  void aPushBetweenATakingOverAndItsPuttingRightLeavesNothingForeign() {
    world.push(1, ADOPTING);
    WantedRole wanted = wanted(ONE);
    stands(attaching(live(wanted), ADMIN));
    for (int second = 0; world.changeSets.writes().size() < 2; second++) {
      assertThat(second).as("seconds until it is taken over").isLessThan(3_600);
      world.deliverTicks();
      world.step();
    }
    var anew = new HashMap<>(ADOPTING);
    anew.putAll(FlowWorld.CHANGED);
    world.push(2, anew);
    world.changeSets.whenPutBack(
        account ->
            world.roles.put(account, release(2).roles(SPOKE, account, Traits.NONE).getFirst()));

    go(2);

    assertThat(world.spokes(world.rollout(1).id()).get(ONE).state())
        .isEqualTo(Entry.State.SUPERSEDED);
    Entry entry = world.spokes(world.rollout(2).id()).get(ONE);
    assertThat(entry.state()).as(entry.note()).isEqualTo(Entry.State.CONVERGED);
    assertThat(entry.note()).contains(ADMIN);
    assertThat(world.roles.find(ONE, "spoke-001").orElseThrow().attached()).isEmpty();
  }

  @Test
  void aDryRunSaysWhatWouldBePutBack() {
    everybodyHasRoles();
    world.roles.change(ONE, "spoke-001", live -> attaching(live, ADMIN));

    Reply reply = compare(Scope.of(ONE), true);

    Entry entry = world.spokes(reply.rollout().orElseThrow()).get(ONE);
    assertThat(entry.state()).isEqualTo(Entry.State.PREVIEWED);
    assertThat(entry.note()).contains("put back", ADMIN);
    assertThat(world.roles.writes()).isEmpty();
  }

  @Test
  void anOrdinaryRerunDoesNotReadRolesAndASweepReadsThemWhenTheyAreDue() {
    everybodyHasRoles();
    world.roles.change(ONE, "spoke-001", live -> attaching(live, ADMIN));

    world.handle(new Trigger.Rerun(new Scope.Everyone(), false, "ann"));
    world.settle();
    assertThat(world.roles.writes()).isEmpty();

    world.handle(new Trigger.Sweep(false, "ann"));
    world.settle();
    assertThat(world.roles.writes()).hasSize(1);

    world.roles.change(ONE, "spoke-001", live -> attaching(live, ADMIN));
    world.clock.advance(Duration.ofDays(2));
    world.handle(new Trigger.Sweep(false, "ann"));
    world.settle();
    assertThat(world.roles.writes()).as("compared two days ago").hasSize(1);

    world.clock.advance(Duration.ofDays(6));
    world.handle(new Trigger.Sweep(false, "ann"));
    world.settle();
    assertThat(world.roles.writes()).as("drift: 7d").hasSize(2);
  }

  /** A push, and the role of one account is there before. */
  private void go(int commit) {
    world.handle(new Trigger.Pushed());
    world.settle();
    assertThat(world.rollout(commit).release()).isEqualTo(commit(commit));
  }

  private void stands(LiveRole role) {
    world.roles.put(ONE, role);
    world.stacks.rollBackNext(
        ONE,
        SPOKE,
        new Cause("Spoke", "Resource of type 'AWS::IAM::Role' with identifier already exists."));
    world.changeSets.whenPutBack(account -> world.roles.put(account, wanted(account)));
  }

  private void everybodyHasRoles() {
    everybodyHasRoles(AS_IT_IS);
  }

  private void everybodyHasRoles(Map<String, String> edits) {
    world.push(1, edits);
    go(1);
    world.rolesStand(1, List.of(MANAGEMENT, HUB, ONE, member(2), member(3)));
    world.changeSets.whenPutBack(account -> world.roles.put(account, wanted(account)));
  }

  private Entry rerun() {
    Reply reply = world.handle(new Trigger.Rerun(Scope.of(ONE), false, "ann"));
    world.settle();
    return world.spokes(reply.rollout().orElseThrow()).get(ONE);
  }

  private Reply compare(Scope scope, boolean dryRun) {
    Reply reply = world.handle(new Trigger.Compare(scope, dryRun, "ann"));
    world.settle();
    return reply;
  }

  private Release release(int commit) {
    return ReleaseReader.read(world.releases.get(commit(commit)).orElseThrow().source())
        .release()
        .orElseThrow();
  }

  private WantedRole wanted(AccountId account) {
    if (world.releases.get(commit(1)).isEmpty()) {
      world.handle(new Trigger.Pushed());
    }
    return release(1).roles(SPOKE, account, Traits.NONE).getFirst();
  }

  private static LiveRole live(WantedRole wanted) {
    return with(wanted, wanted.path());
  }

  private static LiveRole with(WantedRole wanted, String path) {
    return FakeRoles.living(wanted, path);
  }

  /** Somebody trusts another account, attaches a policy and adds one. */
  private static LiveRole changed(WantedRole wanted) {
    LiveRole live = live(wanted);
    var inline = new TreeMap<>(live.inline());
    inline.put("extra", "{}");
    return new LiveRole(
        live.name(),
        live.path(),
        live.trust().replace("222222222222", "999999999999"),
        inline,
        Set.of(ADMIN),
        Optional.empty(),
        live.session(),
        live.tags());
  }

  private static LiveRole bounded(LiveRole live, Optional<String> boundary) {
    return new LiveRole(
        live.name(),
        live.path(),
        live.trust(),
        live.inline(),
        live.attached(),
        boundary,
        live.session(),
        live.tags());
  }
}
