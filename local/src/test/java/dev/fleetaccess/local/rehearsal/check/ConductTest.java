package dev.fleetaccess.local.rehearsal.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.ledger.StoredInventory;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.sim.SettableClock;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.stack.StackRegion;
import dev.fleetaccess.local.sim.stack.StackRequest;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a release is brought is done wrong on purpose, and the check has to say so. */
class ConductTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final CommitId OLD = new CommitId("1".repeat(40));
  private static final CommitId NEW = new CommitId("2".repeat(40));
  private static final CommitId LEAVING = new CommitId("3".repeat(40));
  private static final String BRINGING = "release-222222222222";

  /** Brought the old release, where it stands. */
  private static final String EARLIER = "rerun-111111111111";

  private final SettableClock clock = new SettableClock();
  private final SimulatedOrganization world = Worlds.of(clock);
  private final List<String> members =
      world.locked(
          () ->
              world.organization().accounts().stream()
                  .map(account -> account.id())
                  .filter(id -> !id.equals(world.settings().organization().management()))
                  .filter(id -> !id.equals(world.settings().hub()))
                  .toList());
  private final String first = members.get(0);
  private final String second = members.get(1);
  private final String third = members.get(2);
  private final StoredRollouts rollouts = new StoredRollouts();
  private final StoredItems items = new StoredItems();
  private final Map<CommitId, Release> releases =
      Map.of(
          OLD, release(OLD, Map.of()),
          NEW,
              release(
                  NEW,
                  Map.of(
                      "Reads this",
                      "Now reads this",
                      "waves: [{percent: 100}]",
                      "waves: [{accounts: [\"%s\"]}, {percent: 100, approve: true}]"
                          .formatted(first),
                      "bake: 0m",
                      "bake: 10m",
                      "atOnce: {percent: 20}",
                      "atOnce: 1",
                      "tolerance: {percent: 5}",
                      "tolerance: 0")),
          LEAVING,
              release(
                  LEAVING,
                  Map.of(
                      "except: {accounts: [], units: [], tags: {}}",
                      "except: {accounts: [\"%s\", \"%s\"]}".formatted(first, second),
                      "onExit: retain",
                      "onExit: delete")));
  private final Instant start = clock.instant();
  private final Invariants invariants =
      new Invariants(
          world,
          releases::get,
          rollouts,
          items,
          new StoredInventory(),
          new Trace(),
          new Occurrences(),
          () -> Duration.between(start, clock.instant()));

  ConductTest() {
    invariants.expect(SPOKE);
    rollouts.onChange(
        step -> {
          invariants.spread().stepped(step);
          invariants.conduct().stepped(step);
        },
        invariants.spread()::moved,
        () -> {});
    invariants.conduct().asked().wants(OLD);
    rollouts.move(
        Pointers.NONE.finished(
            new Pointers.Pointer(OLD, "release-111111111111"), Duration.ofDays(1), start));
    open(EARLIER, Rollout.Kind.RERUN, OLD, new Scope.Everyone());
  }

  private Release release(CommitId commit, Map<String, String> changes) {
    return JudgedReleases.of(
        world,
        commit,
        (name, text) -> {
          String changed = text;
          for (var change : changes.entrySet()) {
            changed = changed.replace(change.getKey(), change.getValue());
          }
          return changed;
        });
  }

  private void open(String id, Rollout.Kind kind, CommitId commit, Scope scope) {
    Rollout opened =
        Rollout.of(id, kind, commit, scope, start).by("test").listing(Listing.NONE.done()).done();
    rollouts.open(opened);
    rollouts.step(opened.as(Rollout.State.RUNNING, "", start, start));
  }

  private void bringNew() {
    open(BRINGING, Rollout.Kind.RELEASE, NEW, new Scope.Everyone());
    rollouts.move(rollouts.pointers().withCandidate(new Pointers.Pointer(NEW, BRINGING)));
  }

  private void finish(String id) {
    rollouts.step(rollouts.find(id).orElseThrow().closed(Rollout.State.FINISHED, "", start));
  }

  /** A rollout writes the spoke of a release, which is done five minutes later. */
  private void write(String account, CommitId commit, String rollout) {
    RoleStack desired = releases.get(commit).stack(SPOKE, new AccountId(account));
    StackRegion stacks = world.cloudFormation().at(account, Worlds.REGION);
    Worlds.administrator(world, account);
    Session session =
        world.issue(
            "arn:aws:iam::" + account + ":role/Administrator",
            "FleetAccess-" + rollout,
            Duration.ofHours(1));
    var request =
        StackRequest.of(desired.name(), desired.template(), desired.parameters(), desired.tags());
    world.locked(
        () -> {
          boolean stands = stacks.find(SPOKE).isPresent();
          Runnable after =
              invariants.before(account, desired, stands ? "UpdateStack" : "CreateStack", session);
          if (stands) {
            stacks.update(session, request);
          } else {
            stacks.create(session, request);
          }
          after.run();
          return "";
        });
    pass(Duration.ofMinutes(5));
  }

  private void delete(String account, String rollout) {
    items.plan(
        Entry.of(rollout, LEAVING, new AccountId(account), SPOKE, start)
            .stage(Stage.REMOVALS)
            .state(Entry.State.SENT)
            .done());
    RoleStack desired = releases.get(OLD).stack(SPOKE, new AccountId(account));
    StackRegion stacks = world.cloudFormation().at(account, Worlds.REGION);
    Session session =
        world.issue(
            "arn:aws:iam::" + account + ":role/Administrator",
            "FleetAccess-" + rollout,
            Duration.ofHours(1));
    world.locked(
        () -> {
          Runnable after = invariants.before(account, desired, "DeleteStack", session);
          stacks.delete(session, stacks.stack(SPOKE).id(), Optional.empty(), Set.of(), false);
          after.run();
          return "";
        });
    pass(Duration.ofMinutes(5));
  }

  private void pass(Duration time) {
    clock.pass(time);
    world.settle();
  }

  private List<String> broken() {
    return invariants.violations().stream().map(Violation::what).toList();
  }

  private void agree() {
    invariants.conduct().asked().resumes(BRINGING);
  }

  @Test
  void waveAfterWaveWithItsRestAndAgreementBreaksNothing() {
    bringNew();
    write(first, NEW, BRINGING);
    agree();
    pass(Duration.ofMinutes(5));
    write(second, NEW, BRINGING);
    assertThat(broken()).isEmpty();
  }

  @Test
  void aWaveBeforeTheOneBeforeHasEndedIsFound() {
    bringNew();
    agree();
    write(second, NEW, BRINGING);
    assertThat(broken())
        .containsExactly(
            "%s is in wave 2 before %s of %s, wave 1, has ended".formatted(BRINGING, SPOKE, first));
  }

  @Test
  void aWaveAfterOneThatFailedBeyondItsToleranceIsFound() {
    bringNew();
    agree();
    items.plan(
        Entry.of(BRINGING, NEW, new AccountId(first), SPOKE, start)
            .state(Entry.State.FAILED)
            .done());
    write(second, NEW, BRINGING);
    assertThat(broken())
        .containsExactly(
            "%s goes on to wave 2 although 1 accounts of wave 1 lack %s; 0 are tolerated"
                .formatted(BRINGING, SPOKE));
  }

  @Test
  void aRerunThatBringsAWaveAheadOfItsTimeIsFoundToo() {
    bringNew();
    open("rerun-1", Rollout.Kind.RERUN, OLD, new Scope.Everyone());
    write(second, NEW, "rerun-1");
    assertThat(broken()).anyMatch(what -> what.contains("is in wave 2 before"));
  }

  @Test
  void aWaveThatNobodyAgreedToIsFound() {
    bringNew();
    write(first, NEW, BRINGING);
    pass(Duration.ofMinutes(5));
    write(second, NEW, BRINGING);
    assertThat(broken()).containsExactly(BRINGING + " is in wave 2, and nobody agreed");
  }

  @Test
  void anOrderThatIsCarriedOutOnceBreaksNothing() {
    bringNew();
    invariants.conduct().asked().halts(BRINGING);
    stops("halted by somebody");
    agree();
    stands(Rollout.State.RUNNING, "resumed by somebody");
    stops("too many failed");
    assertThat(broken()).isEmpty();
  }

  @Test
  void anOrderThatIsCarriedOutTwiceIsFound() {
    bringNew();
    invariants.conduct().asked().halts(BRINGING);
    stops("halted by somebody");
    stands(Rollout.State.HALTED, "halted by somebody");
    agree();
    stands(Rollout.State.RUNNING, "resumed by somebody");
    stops("halted by somebody");
    stands(Rollout.State.RUNNING, "resumed by somebody");
    assertThat(broken())
        .containsExactly(
            BRINGING + " is stopped by hand 2 times; it was ordered 1 times",
            BRINGING + " is resumed by hand 2 times; it was ordered 1 times");
  }

  private void stops(String note) {
    stands(Rollout.State.HALTED, note);
  }

  private void stands(Rollout.State state, String note) {
    rollouts.step(rollouts.find(BRINGING).orElseThrow().as(state, note, start, start));
  }

  @Test
  void aWaveWithoutItsRestIsFound() {
    bringNew();
    write(first, NEW, BRINGING);
    agree();
    write(second, NEW, BRINGING);
    assertThat(broken())
        .containsExactly(
            BRINGING + " is in wave 2 PT5M after its last write before; PT10M is its rest");
  }

  @Test
  void whoMovedSinceHoldsUpNoRest() {
    bringNew();
    invariants.conduct().whereabouts().moving(first);
    write(first, NEW, BRINGING);
    agree();
    write(second, NEW, BRINGING);
    assertThat(broken()).as("it may be in the second wave by now").isEmpty();
  }

  @Test
  void moreThanToleratedAndAtOnceTogetherIsFound() {
    bringNew();
    write(first, NEW, BRINGING);
    agree();
    pass(Duration.ofMinutes(5));
    fails(second);
    assertThat(broken()).as("one at once").isEmpty();
    fails(third);
    assertThat(broken())
        .containsExactly(
            "%s begins %s in account 2 of wave 2 that does not have it; 1 are allowed"
                .formatted(BRINGING, SPOKE));
  }

  /** What is made meets a role of the name. */
  private void fails(String account) {
    world.createRole(
        account,
        dev.fleetaccess.local.sim.iam.RoleSpec.of("spoke-001", Worlds.trustingAccount(account)));
    write(account, NEW, BRINGING);
  }

  @Test
  void aReleaseThatFinishedWithoutItsAccountsIsFound() {
    bringNew();
    write(first, NEW, BRINGING);
    finish(BRINGING);
    assertThat(broken())
        .containsExactly(
            "%s has finished although %d accounts of wave 2 lack %s; 0 are tolerated"
                .formatted(BRINGING, members.size(), SPOKE));
  }

  @Test
  void whatARollbackRestoresToTheLetterBreaksNothing() {
    rolledBack();
    write(first, OLD, "rollback-222222222222");
    finish("rollback-222222222222");
    assertThat(broken()).isEmpty();
  }

  @Test
  void whatARollbackLeavesIsFound() {
    rolledBack();
    finish("rollback-222222222222");
    assertThat(broken())
        .containsExactly(
            "rollback-222222222222 leaves %s not as it was: the stack has another template"
                .formatted(SPOKE));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "RUNNING, true, its row says so at its next step only",
    "WAITING, true, nor does it rest for less",
    "HALTED, false, it stays halted in the ledger",
    "SUPERSEDED, false, it has taken notice",
    "ROLLED_BACK, false, a newer commit came before its rollback",
  })
  void whatARollbackLeavesOfAReleaseThatWasOvertakenIsFound(
      Rollout.State state, boolean open, String reason) {
    write(first, OLD, EARLIER);
    bringNew();
    write(first, NEW, BRINGING);
    Rollout bringing = rollouts.find(BRINGING).orElseThrow();
    rollouts.step(open ? bringing.as(state, "", start, start) : bringing.closed(state, "", start));
    takesBackItsSuccessor();
    assertThat(broken())
        .as(reason)
        .containsExactly(
            "rollback-333333333333 leaves %s not as it was: the stack has another template"
                .formatted(SPOKE));
  }

  @Test
  void whatWasBroughtBackBeforeIsNotHeldAgainstTheNextRollback() {
    rolledBack();
    write(first, OLD, "rollback-222222222222");
    Rollout bringing = rollouts.find(BRINGING).orElseThrow();
    rollouts.step(bringing.closed(Rollout.State.ROLLED_BACK, "", start));
    finish("rollback-222222222222");
    open("rerun-1", Rollout.Kind.RERUN, OLD, new Scope.Everyone());
    write(first, NEW, "rerun-1");
    takesBackItsSuccessor();
    assertThat(broken()).noneMatch(what -> what.startsWith("rollback-333333333333"));
  }

  private void takesBackItsSuccessor() {
    String newer = "release-333333333333";
    open(newer, Rollout.Kind.RELEASE, LEAVING, new Scope.Everyone());
    rollouts.move(rollouts.pointers().withCandidate(new Pointers.Pointer(LEAVING, newer)));
    rollouts.move(rollouts.pointers().undoing());
    open("rollback-333333333333", Rollout.Kind.ROLLBACK, OLD, new Scope.Touched(newer));
    finish("rollback-333333333333");
  }

  @Test
  void aRollbackThatGoesFurtherIsFound() {
    rolledBack();
    write(second, OLD, "rollback-222222222222");
    assertThat(broken())
        .containsExactly(
            "rollback-222222222222 writes %s, which was never touched".formatted(SPOKE));
  }

  @Test
  void aRollbackTakesBackWhatASweepBroughtForTheRelease() {
    write(first, OLD, EARLIER);
    write(second, OLD, EARLIER);
    bringNew();
    write(first, NEW, BRINGING);
    open("sweep-1", Rollout.Kind.SWEEP, OLD, new Scope.Everyone());
    write(second, NEW, "sweep-1");
    rollouts.move(rollouts.pointers().undoing());
    open("rollback-222222222222", Rollout.Kind.ROLLBACK, OLD, new Scope.Touched(BRINGING));
    write(second, OLD, "rollback-222222222222");
    assertThat(broken()).noneMatch(what -> what.contains("never touched"));
  }

  private void rolledBack() {
    write(first, OLD, EARLIER);
    bringNew();
    write(first, NEW, BRINGING);
    rollouts.move(rollouts.pointers().undoing());
    open("rollback-222222222222", Rollout.Kind.ROLLBACK, OLD, new Scope.Touched(BRINGING));
  }

  @Test
  void aDeletionThatNoManifestAskedForIsFound() {
    write(third, OLD, EARLIER);
    leaving();
    delete(third, "release-333333333333");
    assertThat(broken())
        .contains("release-333333333333 deletes %s, which no manifest asked for".formatted(SPOKE));
  }

  @Test
  void aDeletionBeyondTheLimitThatNobodyAgreedToIsFound() {
    write(first, OLD, EARLIER);
    leaving();
    delete(first, "release-333333333333");
    assertThat(broken())
        .as("5 % of a few are none")
        .containsExactly(
            "release-333333333333 deletes %s in account 1, and nobody agreed; 0 are allowed"
                .formatted(SPOKE));
  }

  @Test
  void whoLeavesWhileADeletionIsUnderWayLowersNoLimit() {
    join(20 - world.organization().accounts().size());
    write(first, OLD, EARLIER);
    leaving();
    world.locked(
        () -> {
          world.organization().depart(third, true);
          return "";
        });
    delete(first, "release-333333333333");
    assertThat(broken()).as("5 % of twenty are one").isEmpty();
  }

  private void join(int count) {
    for (int i = 0; i < count; i++) {
      String name = "joined-" + i;
      world.locked(
          () ->
              world
                  .creation()
                  .request(name, name + "@accounts.example.com", Optional.empty(), Map.of()));
    }
    pass(Duration.ofHours(1));
  }

  @Test
  void aDeletionThatWasAskedForAndAgreedToBreaksNothing() {
    write(first, OLD, EARLIER);
    leaving();
    invariants.conduct().asked().resumes("release-333333333333");
    delete(first, "release-333333333333");
    assertThat(broken()).isEmpty();
  }

  private void leaving() {
    open("release-333333333333", Rollout.Kind.RELEASE, LEAVING, new Scope.Everyone());
  }
}
