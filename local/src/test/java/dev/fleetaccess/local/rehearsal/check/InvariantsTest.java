package dev.fleetaccess.local.rehearsal.check;

import static dev.fleetaccess.local.sim.Worlds.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.ledger.StoredInventory;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.sim.SettableClock;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.stack.StackRegion;
import dev.fleetaccess.local.sim.stack.StackRequest;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.plan.Attempt;
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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each promise is broken on purpose in a world of its own, and the check has to say so. */
class InvariantsTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final AccountId ACCOUNT = new AccountId(MEMBER);
  private static final CommitId OLD = new CommitId("1".repeat(40));
  private static final CommitId NEW = new CommitId("2".repeat(40));

  /** Does not want the stack in the account, and says that it goes then. */
  private static final CommitId GOING = new CommitId("3".repeat(40));

  /** Does not want it either, and says that it stays. */
  private static final CommitId LEAVING = new CommitId("4".repeat(40));

  private static final String BRINGING = "release-222222222222";

  private final SettableClock clock = new SettableClock();
  private final SimulatedOrganization world = Worlds.of(clock);
  private final Session administrator = Worlds.administrator(world, MEMBER);
  private final StoredRollouts rollouts = new StoredRollouts();
  private final StoredItems items = new StoredItems();
  private final StoredInventory inventory = new StoredInventory();
  private final Map<CommitId, Release> releases =
      Map.of(
          OLD,
          release(OLD, ""),
          NEW,
          release(NEW, "Another "),
          GOING,
          release(GOING, "Another "),
          LEAVING,
          release(LEAVING, "Another "));
  private final Instant start = clock.instant();
  private final Invariants invariants =
      new Invariants(
          world,
          releases::get,
          rollouts,
          items,
          inventory,
          new Trace(),
          new Occurrences(),
          () -> Duration.between(start, clock.instant()));
  private final RoleStack old = releases.get(OLD).stack(SPOKE, ACCOUNT);
  private final RoleStack desired = releases.get(NEW).stack(SPOKE, ACCOUNT);

  InvariantsTest() {
    invariants.expect(SPOKE);
    rollouts.onChange(invariants.spread()::stepped, invariants.spread()::moved, () -> {});
    open(BRINGING, NEW, Rollout.State.RUNNING);
    rollouts.move(Pointers.NONE.withCandidate(new Pointers.Pointer(NEW, BRINGING)));
  }

  private Release release(CommitId commit, String words) {
    String excepted = commit.equals(GOING) || commit.equals(LEAVING) ? "\"" + MEMBER + "\"" : "";
    return JudgedReleases.of(
        world,
        commit,
        (name, text) ->
            switch (name) {
              case "spoke-role.yaml" -> text.replace("Reads this", words + "Reads this");
              case "fleet.yaml" ->
                  text.replace("atOnce: {percent: 20}", "atOnce: 1")
                      .replace(
                          "onExit: retain",
                          commit.equals(GOING) ? "onExit: delete" : "onExit: retain")
                      .replace("except: {accounts: []", "except: {accounts: [" + excepted + "]");
              default -> text;
            });
  }

  private void open(String id, CommitId commit, Rollout.State state) {
    rollouts.open(
        Rollout.of(
                id,
                id.startsWith("release") ? Rollout.Kind.RELEASE : Rollout.Kind.RERUN,
                commit,
                new Scope.Everyone(),
                start)
            .by("test")
            .state(state)
            .stage(2)
            .listing(Listing.NONE.done())
            .done());
  }

  private Entry entry(Entry.State state, String note, Optional<Failure> failure, String account) {
    return Entry.of(BRINGING, NEW, new AccountId(account), SPOKE, start)
        .stage(2)
        .state(state)
        .note(note)
        .failure(failure)
        .listed(Optional.of(start))
        .done();
  }

  private StackRegion stacks(String account) {
    return world.cloudFormation().at(account, Worlds.REGION);
  }

  /** A session of ours, by its name, which carries the rollout. */
  private Session session(String rollout, String account) {
    Worlds.administrator(world, account);
    return world.issue(
        "arn:aws:iam::" + account + ":role/Administrator",
        "FleetAccess-" + rollout,
        Duration.ofHours(1));
  }

  private void create(RoleStack stack, String account, String rollout) {
    Session session = session(rollout, account);
    written(
        stack,
        account,
        "CreateStack",
        session,
        () -> stacks(account).create(session, request(stack)));
  }

  private void written(
      RoleStack stack, String account, String operation, Session session, Runnable write) {
    world.locked(
        () -> {
          Runnable after = invariants.before(account, stack, operation, session);
          write.run();
          after.run();
          return "";
        });
  }

  private static StackRequest request(RoleStack stack) {
    return StackRequest.of(stack.name(), stack.template(), stack.parameters(), stack.tags());
  }

  private void pass(Duration time) {
    clock.pass(time);
    world.settle();
  }

  private void converged() {
    create(desired, MEMBER, BRINGING);
    pass(Duration.ofMinutes(5));
    invariants.recorded(entry(Entry.State.CONVERGED, "CREATE_COMPLETE", Optional.empty(), MEMBER));
    assertThat(broken()).isEmpty();
  }

  private List<String> broken() {
    return invariants.violations().stream().map(Violation::what).toList();
  }

  @Test
  void aWorldInWhichAllIsWellBreaksNothing() {
    converged();
    rollouts
        .find(BRINGING)
        .map(each -> each.closed(Rollout.State.FINISHED, "", start))
        .ifPresent(rollouts::step);
    invariants.rest();
    assertThat(broken()).isEmpty();
  }

  @Test
  void anItemThatNeverEndsIsFound() {
    items.plan(entry(Entry.State.PLANNED, "", Optional.empty(), MEMBER));
    invariants.rest();
    assertThat(broken()).anySatisfy(what -> assertThat(what).contains("never ends"));
    assertThat(broken())
        .anySatisfy(what -> assertThat(what).contains("leaves " + SPOKE + " PLANNED"));
  }

  @Test
  void aStackThatConvergedOnPaperIsFound() {
    invariants.recorded(entry(Entry.State.CONVERGED, "", Optional.empty(), MEMBER));
    assertThat(broken()).singleElement().asString().contains("there is no stack");
  }

  @Test
  void anotherTemplateIsFoundWhateverTheTagsSay() {
    Session session = session(BRINGING, MEMBER);
    StackRequest forged =
        StackRequest.of(old.name(), old.template(), old.parameters(), desired.tags());
    world.locked(() -> stacks(MEMBER).create(session, forged));
    pass(Duration.ofMinutes(5));
    invariants.recorded(entry(Entry.State.CONVERGED, "", Optional.empty(), MEMBER));
    assertThat(broken()).singleElement().asString().contains("another template");
  }

  static List<Arguments> drift() {
    var foreign = Worlds.allowing("s3:*");
    return List.of(
        Arguments.of(
            "trust policy",
            act(iam -> iam.updateTrust("spoke-001", Worlds.trustingAccount(MEMBER)))),
        Arguments.of(
            "policy that differs", act(iam -> iam.putPolicy("spoke-001", "spoke", foreign))),
        Arguments.of("other policies", act(iam -> iam.putPolicy("spoke-001", "more", foreign))),
        Arguments.of("managed policies", act(iam -> iam.attach("spoke-001", READ_ONLY))),
        Arguments.of("boundary", act(iam -> iam.bound("spoke-001", Optional.of(READ_ONLY)))),
        Arguments.of(
            "session duration", act(iam -> iam.update("spoke-001", "", Duration.ofHours(3)))),
        Arguments.of("tag", act(iam -> iam.retag("spoke-001", Map.of()))));
  }

  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  private static Consumer<AccountIam> act(Consumer<AccountIam> act) {
    return act;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drift")
  void aLiveRoleThatDiffersIsFound(String what, Consumer<AccountIam> act) {
    converged();
    world.locked(
        () -> {
          act.accept(world.iam().account(MEMBER));
          return "";
        });
    invariants.recorded(entry(Entry.State.CONVERGED, "", Optional.empty(), MEMBER));
    assertThat(broken()).singleElement().asString().contains(what);
  }

  @ParameterizedTest(name = "told: {0}")
  @ValueSource(booleans = {false, true})
  void aPolicyThatVanishedAndNobodyWasToldOfIsFound(boolean told) {
    converged();
    world.locked(
        () -> {
          world.iam().account(MEMBER).attach("spoke-001", READ_ONLY);
          invariants.put(MEMBER, "spoke-001", READ_ONLY);
          return "";
        });
    String note = told ? "drift put back — spoke-001: " + READ_ONLY + " is attached to it" : "";
    invariants.recorded(entry(Entry.State.SENT, note, Optional.empty(), MEMBER));
    assertThat(broken()).as("it is still there").isEmpty();
    world.locked(
        () -> {
          world.iam().account(MEMBER).detach("spoke-001", READ_ONLY);
          return "";
        });

    invariants.rest();

    if (told) {
      assertThat(broken()).noneMatch(line -> line.contains("nobody was told"));
    } else {
      assertThat(broken()).anyMatch(line -> line.contains("nobody was told"));
    }
  }

  @Test
  void theDeletionOfAStackThatLivedIsFound() {
    converged();
    Session session = session(BRINGING, MEMBER);
    String id = stacks(MEMBER).stack(SPOKE).id();
    written(
        desired,
        MEMBER,
        "DeleteStack",
        session,
        () -> stacks(MEMBER).delete(session, id, Optional.empty(), Set.of(), false));
    pass(Duration.ofMinutes(5));
    invariants.rest();
    assertThat(broken()).contains("a stack that had lived is deleted: " + SPOKE);
    assertThat(broken()).contains("a stack that had lived was deleted: " + id);
  }

  /** The stack goes: in a sweep of that release, which does not want the stack there. */
  private void sweptAway(CommitId commit, boolean planned) {
    open("sweep-1", commit, Rollout.State.RUNNING);
    if (planned) {
      items.plan(
          Entry.of("sweep-1", commit, ACCOUNT, SPOKE, start)
              .stage(Stage.REMOVALS)
              .state(Entry.State.SENT)
              .done());
    }
    Session session = session("sweep-1", MEMBER);
    String id = world.locked(() -> stacks(MEMBER).find(SPOKE).orElseThrow().id());
    written(
        desired,
        MEMBER,
        "DeleteStack",
        session,
        () -> stacks(MEMBER).delete(session, id, Optional.empty(), Set.of(), false));
    pass(Duration.ofMinutes(5));
    invariants.rest();
  }

  @Test
  void theDeletionThatAManifestAsksForIsNoBreach() {
    converged();
    sweptAway(GOING, true);
    invariants.recorded(
        entry(Entry.State.CONVERGED, "removed", Optional.empty(), MEMBER)
            .but()
            .stage(Stage.REMOVALS)
            .done());
    assertThat(deletions()).isEmpty();
  }

  @Test
  void aDeletionThatNobodyPlannedIsFoundWhateverAManifestSays() {
    converged();
    sweptAway(GOING, false);
    assertThat(deletions()).hasSize(2);
  }

  @Test
  void aPlannedDeletionThatNoManifestAsksForIsFound() {
    converged();
    sweptAway(LEAVING, true);
    assertThat(deletions()).hasSize(2);
  }

  @Test
  void aPlannedDeletionOfAStackThatIsWantedThereIsFound() {
    converged();
    sweptAway(NEW, true);
    assertThat(deletions()).hasSize(2);
  }

  private List<String> deletions() {
    return broken().stream().filter(what -> what.contains("deleted")).toList();
  }

  @Test
  void aDeletionOnPaperIsFound() {
    converged();
    invariants.recorded(
        entry(Entry.State.CONVERGED, "removed", Optional.empty(), MEMBER)
            .bringing(GOING)
            .but()
            .stage(Stage.REMOVALS)
            .done());
    assertThat(broken()).containsExactly(BRINGING + " says " + SPOKE + " was removed");
  }

  @Test
  void whatWasToBeDeletedAndIsWantedAgainStandsRightly() {
    converged();
    invariants.recorded(
        entry(Entry.State.CONVERGED, "CREATE_COMPLETE", Optional.empty(), MEMBER)
            .but()
            .stage(Stage.REMOVALS)
            .done());
    assertThat(broken()).isEmpty();
  }

  @Test
  void aWriteToAStackThatWasRightIsFound() {
    converged();
    Session session = session("rerun-1", MEMBER);
    written(
        desired,
        MEMBER,
        "UpdateStack",
        session,
        () -> stacks(MEMBER).update(session, request(old)));
    assertThat(broken()).contains("UpdateStack to a stack that was right: " + SPOKE);
  }

  @Test
  void aChangeSetOfAStackThatWasRightIsFoundAndCountsAsAWrite() {
    converged();
    long before = invariants.writes();
    open("sweep-1", NEW, Rollout.State.RUNNING);
    changeSet("sweep-1");
    assertThat(broken()).containsExactly("CreateChangeSet to a stack that was right: " + SPOKE);
    assertThat(invariants.writes()).isEqualTo(before + 1);
  }

  @Test
  void aChangeSetThatPutsARoleBackBreaksNothing() {
    converged();
    drifts();
    open("sweep-1", NEW, Rollout.State.RUNNING);
    changeSet("sweep-1");
    assertThat(broken()).isEmpty();
  }

  @Test
  void aChangeSetAfterAHaltIsFound() {
    converged();
    drifts();
    halted("rerun-1");
    changeSet("rerun-1");
    assertThat(broken()).containsExactly("rerun-1 begins " + SPOKE + " after it was HALTED");
  }

  /** Somebody has stopped a rollout, and everybody had time to see it. */
  private void halted(String id) {
    open(id, NEW, Rollout.State.RUNNING);
    Rollout running = rollouts.find(id).orElseThrow();
    rollouts.step(running.as(Rollout.State.HALTED, "by hand", start, start));
    pass(Spread.LATE.plusSeconds(1));
  }

  /** A rollout makes a change set and has not carried it out yet. */
  private void changeSet(String rollout) {
    Session session = session(rollout, MEMBER);
    written(desired, MEMBER, "CreateChangeSet", session, () -> {});
  }

  private void drifts() {
    world.locked(
        () -> {
          world.iam().account(MEMBER).attach("spoke-001", READ_ONLY);
          return "";
        });
  }

  @Test
  void theProtectionOfAStackThatLivedIsFoundWhenItIsLifted() {
    converged();
    Session session = session(BRINGING, MEMBER);
    String id = stacks(MEMBER).stack(SPOKE).id();
    world.locked(() -> stacks(MEMBER).protect(id, true));
    written(
        desired,
        MEMBER,
        "UpdateTerminationProtection",
        session,
        () -> stacks(MEMBER).protect(id, false));
    assertThat(broken())
        .contains(
            "UpdateTerminationProtection to a stack that was right: " + SPOKE,
            "a stack that had lived loses its protection: " + SPOKE);
  }

  /** A rollout takes a managed policy off a role. */
  private void detach(String role, String rollout) {
    Session session = session(rollout, MEMBER);
    world.locked(
        () -> {
          Runnable after = invariants.beforeRole(MEMBER, role, "DetachRolePolicy", session);
          world.iam().account(MEMBER).detach(role, READ_ONLY);
          after.run();
          return "";
        });
  }

  @Test
  void aPolicyThatIsTakenOffARoleOfOursBreaksNothingAndCountsAsAWrite() {
    converged();
    drifts();
    long before = invariants.writes();
    open("sweep-1", NEW, Rollout.State.RUNNING);
    detach("spoke-001", "sweep-1");
    assertThat(broken()).isEmpty();
    assertThat(invariants.writes()).isEqualTo(before + 1);
  }

  @Test
  void aPolicyThatIsTakenOffAForeignRoleIsFound() {
    RoleSpec foreign = RoleSpec.of("spoke-001", Worlds.trustingAccount(MEMBER));
    world.createRole(MEMBER, foreign.attaching(List.of(READ_ONLY)));
    detach("spoke-001", BRINGING);
    assertThat(broken())
        .containsExactly("DetachRolePolicy to a role of none of our stacks: spoke-001");
  }

  @Test
  void aPolicyThatIsTakenOffARoleThatWasRightIsFound() {
    converged();
    Session session = session(BRINGING, MEMBER);
    world.locked(
        () -> {
          invariants.beforeRole(MEMBER, "spoke-001", "DeleteRolePolicy", session).run();
          return "";
        });
    assertThat(broken()).containsExactly("DeleteRolePolicy to a role that was right: spoke-001");
  }

  @Test
  void aPolicyThatIsTakenOffAfterAHaltIsFound() {
    converged();
    drifts();
    halted("rerun-1");
    detach("spoke-001", "rerun-1");
    assertThat(broken()).containsExactly("rerun-1 begins " + SPOKE + " after it was HALTED");
  }

  @Test
  void aPolicyThatIsTakenOffOutsideTheOrganizationIsFound() {
    converged();
    drifts();
    world.locked(
        () -> {
          world.organization().depart(MEMBER, true);
          return "";
        });
    detach("spoke-001", BRINGING);
    assertThat(broken()).containsExactly("DetachRolePolicy in an account outside the organization");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"release-222222222222", "FleetAccess-release-333333333333", "FleetAccess"})
  void aSessionWhoseNameTellsNoRolloutIsFound(String name) {
    Worlds.administrator(world, MEMBER);
    Session session =
        world.issue("arn:aws:iam::" + MEMBER + ":role/Administrator", name, Duration.ofHours(1));
    written(
        desired,
        MEMBER,
        "CreateStack",
        session,
        () -> stacks(MEMBER).create(session, request(desired)));
    assertThat(broken()).containsExactly("CreateStack in a session that names no rollout: " + name);
  }

  @Test
  void aWriteInAnAccountOutsideTheOrganizationIsFound() {
    world.locked(
        () -> {
          world.organization().depart(MEMBER, true);
          return "";
        });
    create(desired, MEMBER, BRINGING);
    assertThat(broken()).containsExactly("CreateStack in an account outside the organization");
  }

  @Test
  void aStackThatNoReleaseNamesIsFound() {
    RoleStack other =
        new RoleStack(
            "FleetAccess-Other",
            old.region(),
            old.template(),
            old.parameters(),
            old.tags(),
            old.digest());
    create(other, MEMBER, BRINGING);
    invariants.rest();
    assertThat(broken())
        .contains("CreateStack to a stack that no release names: FleetAccess-Other");
    assertThat(broken()).contains("a stack that no release names: FleetAccess-Other");
  }

  @Test
  void aRoleOfOursOutsideOurStacksIsFound() {
    converged();
    world.createRole(
        MEMBER,
        dev.fleetaccess.local.sim.iam.RoleSpec.of("stray-001", Worlds.trustingAccount(MEMBER))
            .tagged(Map.of(Release.MANAGED_BY, "FleetAccess")));
    invariants.rest();
    assertThat(broken()).anySatisfy(what -> assertThat(what).contains("carries our mark"));
  }

  @Test
  void aFailureWithoutWordsIsFound() {
    var silent = new Failure(Failure.Kind.UNKNOWN, "Code", " ");
    invariants.recorded(entry(Entry.State.FAILED, "", Optional.of(silent), MEMBER));
    invariants.recorded(entry(Entry.State.REFUSED, "", Optional.empty(), MEMBER));
    assertThat(broken())
        .containsExactly(
            BRINGING + " failed without kind, cause or next step",
            BRINGING + " refuses without a word");
  }

  @Test
  void aRollbackWithoutItsFirstCauseIsFound() {
    world.locked(
        () -> {
          world
              .iam()
              .account(MEMBER)
              .create(RoleSpec.of("spoke-001", Worlds.trustingAccount(MEMBER)));
          return "";
        });
    Session session = session(BRINGING, MEMBER);
    stacks(MEMBER).create(session, request(desired).under("fleetaccess-1"));
    pass(Duration.ofMinutes(5));
    String first =
        stacks(MEMBER).find(SPOKE).orElseThrow().events().stream()
            .filter(event -> event.status().equals("CREATE_FAILED"))
            .map(event -> event.logicalId() + ": " + event.reason())
            .findFirst()
            .orElseThrow();

    invariants.recorded(rolledBack(first + " — CloudFormation could not do it"));
    assertThat(broken()).isEmpty();
    invariants.recorded(rolledBack("CloudFormation could not do it (ROLLBACK_COMPLETE)"));
    assertThat(broken()).singleElement().asString().contains("does not tell the first cause");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ROLLED_BACK | FleetAccess-Spoke: Validation failed with 1 error(s). Call DescribeEvents to"
            + " retrieve them | a stack",
        "INVALID | The following hook(s)/validation failed:"
            + " [AWS::EarlyValidation::ResourceExistenceCheck] | a change set"
      })
  void wordsThatOnlySendTheirReaderElsewhereAreFound(
      Failure.Kind kind, String bare, String reason) {
    String told =
        "Policy: Resource of type 'AWS::IAM::ManagedPolicy' with identifier 'arn' already exists. —"
            + " ";
    invariants.recorded(failed(kind, told + bare));
    assertThat(broken()).as(reason).isEmpty();
    invariants.recorded(failed(kind, bare));
    assertThat(broken())
        .as(reason)
        .singleElement()
        .asString()
        .contains("does not tell the first cause");
  }

  @Test
  void theCauseOfAnEarlierOperationIsNotTheCauseOfThisOne() {
    converged();
    String first = failedUpdate("fleetaccess-1", "one");
    String second = failedUpdate("fleetaccess-2", "two");

    invariants.recorded(rolledBack(second));
    assertThat(broken()).isEmpty();
    invariants.recorded(rolledBack(first));
    assertThat(broken()).singleElement().asString().contains("does not tell the first cause");
  }

  @Test
  void whatFailedUnderSomebodyElsesHandsIsNotAskedOfOurEarlierOperation() {
    converged();
    failedUpdate("fleetaccess-1", "one");
    failedUpdate("Console-2", "two");

    invariants.recorded(rolledBack("its rollback sticks: see in the stack's events what blocks"));
    assertThat(broken()).isEmpty();
  }

  /** An update that fails at a policy that does not exist, and the words of its cause. */
  private String failedUpdate(String token, String policy) {
    Session session = session(BRINGING, MEMBER);
    String template =
        desired
            .template()
            .replace(
                "      Path: /security/",
                "      ManagedPolicyArns: [\"arn:aws:iam::aws:policy/"
                    + policy
                    + "\"]\n      Path: /security/");
    assertThat(template).isNotEqualTo(desired.template());
    world.locked(
        () ->
            stacks(MEMBER)
                .update(
                    session,
                    StackRequest.of(SPOKE, template, desired.parameters(), desired.tags())
                        .under(token)));
    pass(Duration.ofMinutes(5));
    return stacks(MEMBER).find(SPOKE).orElseThrow().events().stream()
        .filter(event -> event.token().filter(token::equals).isPresent())
        .filter(event -> event.status().endsWith("_FAILED"))
        .map(event -> event.logicalId() + ": " + event.reason())
        .reduce((newer, older) -> older)
        .orElseThrow();
  }

  private Entry rolledBack(String message) {
    return failed(Failure.Kind.ROLLED_BACK, message);
  }

  private Entry failed(Failure.Kind kind, String message) {
    var failure = new Failure(kind, "ROLLBACK_COMPLETE", message);
    return entry(Entry.State.FAILED, "", Optional.of(failure), MEMBER);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Spoke — it stands there already: remove it, or write 'adopt: true' | how it differs",
        "its rollback sticks | what to do"
      })
  void aRefusalThatHelpsNobodyIsFound(String note, String what) {
    invariants.recorded(entry(Entry.State.REFUSED, note, Optional.empty(), MEMBER));
    assertThat(broken()).singleElement().asString().contains(what);
  }

  @Test
  void anAccountOfWhichNobodyIsToldIsFound() {
    invariants.covered(releases.get(NEW), (account, stack) -> false);
    assertThat(broken())
        .isNotEmpty()
        .allSatisfy(what -> assertThat(what).startsWith("nobody is told that"));
  }

  @Test
  void whoIsToldOfOneStackIsNotToldOfAnother() {
    String hub = world.settings().hub();
    invariants.covered(
        releases.get(NEW),
        (account, stack) -> !account.equals(hub) || stack.equals("FleetAccess-Hub"));
    assertThat(broken())
        .containsExactly("nobody is told that " + SPOKE + ": there is no stack " + SPOKE);
  }

  @Test
  void whatIsBegunAfterAHaltIsFound() {
    halt();
    pass(Spread.LATE.plusSeconds(1));
    create(desired, MEMBER, BRINGING);
    assertThat(broken()).containsExactly(BRINGING + " begins " + SPOKE + " after it was HALTED");
  }

  @Test
  void whatIsBegunWhileTheHaltIsBeingToldIsNone() {
    halt();
    pass(Duration.ofSeconds(4));
    create(desired, MEMBER, BRINGING);
    assertThat(broken()).isEmpty();
  }

  private void halt() {
    Rollout running = rollouts.find(BRINGING).orElseThrow();
    rollouts.step(running.as(Rollout.State.HALTED, "too many failed", start, start));
  }

  @Test
  void moreThanAtOnceAfterTheToleranceIsFound() {
    List<String> accounts = failedBeyondTheTolerance();
    create(desired, accounts.get(1), BRINGING);
    assertThat(broken()).as("one more may be under way").isEmpty();
    create(desired, accounts.get(2), BRINGING);
    assertThat(broken()).singleElement().asString().contains("failed beyond its tolerance");
  }

  @Test
  void whoHasAReleaseGoOnHasItCountedAnew() {
    List<String> accounts = failedBeyondTheTolerance();
    create(desired, accounts.get(1), BRINGING);
    halt();
    Rollout halted = rollouts.find(BRINGING).orElseThrow();
    rollouts.step(halted.as(Rollout.State.RUNNING, "", start, start));
    create(desired, accounts.get(2), BRINGING);
    assertThat(broken()).isEmpty();
  }

  /** The first of these accounts failed, which is more than is tolerated. */
  private List<String> failedBeyondTheTolerance() {
    List<String> accounts =
        world.locked(
            () ->
                world.organization().accounts().stream()
                    .map(account -> account.id())
                    .filter(id -> !id.equals(world.settings().organization().management()))
                    .toList());
    accounts.forEach(id -> items.plan(entry(Entry.State.PLANNED, "", Optional.empty(), id)));
    var failure = new Failure(Failure.Kind.DENIED, "AccessDenied", "cannot be entered");
    Entry failed = entry(Entry.State.FAILED, "", Optional.of(failure), accounts.getFirst());
    items.record(entry(Entry.State.PLANNED, "", Optional.empty(), accounts.getFirst()), failed);
    invariants.recorded(failed);
    return accounts;
  }

  @Test
  void aReleaseThatNobodyGrantedIsFound() {
    open("rerun-1", OLD, Rollout.State.RUNNING);
    create(old, MEMBER, "rerun-1");
    assertThat(broken()).containsExactly("rerun-1 brings a release that nobody granted: " + SPOKE);
  }

  @Test
  void whatTheHaltedReleaseFoundInItsPlaceMayBeWrittenAgain() {
    open("rerun-1", NEW, Rollout.State.RUNNING);
    items.plan(entry(Entry.State.CONVERGED, "", Optional.empty(), MEMBER));
    halt();
    pass(Spread.LATE.plusSeconds(1));
    create(desired, MEMBER, "rerun-1");
    assertThat(broken()).as("a move had brought it, and it is the account's").isEmpty();
  }

  @Test
  void aRerunThatGoesAroundAHaltIsFound() {
    open("rerun-1", NEW, Rollout.State.RUNNING);
    halt();
    pass(Spread.LATE.plusSeconds(1));
    create(desired, MEMBER, "rerun-1");
    assertThat(broken()).containsExactly("rerun-1 brings a release that nobody granted: " + SPOKE);
  }

  @Test
  void whoeverWritesInCirclesIsFound() {
    Session session = session(BRINGING, MEMBER);
    for (int i = 0; i < 12; i++) {
      StackRequest next =
          StackRequest.of(SPOKE, old.template(), old.parameters(), Map.of("round", "" + i));
      written(
          desired,
          MEMBER,
          "UpdateStack",
          session,
          () -> {
            if (stacks(MEMBER).find(SPOKE).isEmpty()) {
              stacks(MEMBER).create(session, next);
            } else {
              stacks(MEMBER).update(session, next);
            }
          });
      pass(Duration.ofMinutes(5));
    }
    assertThat(broken()).containsExactly(SPOKE + " is written again and again");
  }

  @Test
  void somebodyElsesHandIsNotOurs() {
    converged();
    invariants.touched(MEMBER);
    PolicyDocument foreign = Worlds.allowing("s3:*");
    world.locked(
        () -> {
          world.iam().account(MEMBER).putPolicy("spoke-001", "more", foreign);
          return "";
        });
    pass(Duration.ofMinutes(20));
    invariants.recorded(entry(Entry.State.CONVERGED, "", Optional.empty(), MEMBER));
    assertThat(broken()).as("its roles are not compared in a release").isEmpty();
    inventory.put(
        Holding.of(ACCOUNT, SPOKE, clock.instant()).compared(Optional.of(clock.instant())).done());
    invariants.recorded(entry(Entry.State.CONVERGED, "", Optional.empty(), MEMBER));
    assertThat(broken()).singleElement().asString().contains("other policies");
  }

  static List<Arguments> lookers() {
    return List.of(
        Arguments.of("asked to compare, after it", Rollout.Kind.DRIFT, true, true),
        Arguments.of("asked to compare, before it", Rollout.Kind.DRIFT, false, false),
        Arguments.of("not asked to compare", Rollout.Kind.RERUN, true, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lookers")
  void whoWasAskedToCompareRolesHasNoExcuseForWhatStoodThere(
      String what, Rollout.Kind kind, boolean after, boolean found) {
    converged();
    var looking = Rollout.of("looking", kind, NEW, new Scope.Everyone(), start).done();
    if (!after) {
      rollouts.open(looking);
    }
    invariants.touched(MEMBER);
    world.locked(
        () -> {
          world.iam().account(MEMBER).attach("spoke-001", READ_ONLY);
          return "";
        });
    pass(Duration.ofMinutes(20));
    if (after) {
      rollouts.open(looking);
    }

    invariants.recorded(
        Entry.of("looking", NEW, ACCOUNT, SPOKE, start)
            .stage(2)
            .state(Entry.State.CONVERGED)
            .listed(Optional.of(start))
            .done());

    if (found) {
      assertThat(broken()).singleElement().asString().contains("managed policies");
    } else {
      assertThat(broken()).isEmpty();
    }
  }

  @ParameterizedTest(name = "waits for its proof: {0}")
  @ValueSource(booleans = {true, false})
  void whatSomebodyDidWhileTheHubCouldNotEnterYetIsForTheNextRollout(boolean waits) {
    converged();
    invariants.touched(MEMBER);
    Session somebody = session("somebody", MEMBER);
    world.locked(
        () -> {
          stacks(MEMBER).update(somebody, request(old));
          return "";
        });
    pass(Duration.ofMinutes(20));

    invariants.recorded(
        entry(Entry.State.CONVERGED, "", Optional.empty(), MEMBER)
            .upTo(waits ? Attempt.FIRST.unproven() : Attempt.FIRST));

    if (waits) {
      assertThat(broken()).isEmpty();
    } else {
      assertThat(broken()).singleElement().asString().contains("converged, yet");
    }
  }
}
