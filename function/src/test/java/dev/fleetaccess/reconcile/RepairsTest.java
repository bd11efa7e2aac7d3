package dev.fleetaccess.reconcile;

import static dev.fleetaccess.reconcile.FakeRoles.attaching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeSession;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.SampleReleases;
import dev.fleetaccess.release.WantedRole;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a stack that has to be mended before it can be written. */
class RepairsTest {
  private static final AccountId ACCOUNT = new AccountId("333333333301");
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

  private final FakeClock clock = new FakeClock();
  private final FakeStacks stacks = new FakeStacks(clock, Duration.ofSeconds(20));
  private final FakeChangeSets changeSets =
      new FakeChangeSets(stacks, clock, Duration.ofSeconds(5));
  private final FakeRoles roles = new FakeRoles();
  private final Reconciler reconciler =
      new Reconciler(
          stacks, changeSets, roles, new Patience(Duration.ofSeconds(30), new SplittableRandom(1)));
  private Release release = SampleReleases.release(SampleReleases.commit('a'));
  private RoleStack desired = release.stack(SPOKE, ACCOUNT);
  private Optional<Applied> recorded = Optional.empty();
  private boolean compare = true;
  private final Session session = new FakeSession(ACCOUNT, "OrganizationAccountAccessRole");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ROLLBACK_COMPLETE, nothing of the stack ever lived",
    "UPDATE_ROLLBACK_FAILED, its rollback sticks"
  })
  void aRepairThatSticksTwiceTellsItsCauseAndWhatToDo(String status, String advice) {
    stacks.put(ACCOUNT, desired, status);
    stacks.block(ACCOUNT, SPOKE, Set.of("Spoke"));
    Outcome.Again begun = (Outcome.Again) visit(Attempt.FIRST);
    clock.advance(Duration.ofMinutes(2));
    stacks.block(ACCOUNT, SPOKE, Set.of("Policy", "Spoke"));

    Outcome end = until(begun.next(), 3);

    assertThat(end)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().message())
                    .contains("Policy: something hangs on it", advice)
                    .doesNotContain("somebody's deletion"));
  }

  @Test
  void aCreationThatFailedAfterARepairIsNotTakenForAStuckDeletion() {
    stacks.put(ACCOUNT, desired, "ROLLBACK_COMPLETE");

    assertThat(visit(Attempt.FIRST.repaired(Course.Kind.DELETING, "d")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().message())
                    .contains("never came to live")
                    .doesNotContain("could not be deleted"));
  }

  @Test
  void aDeletionThatStuckBeforeItsMessageWasSentIsHelpedOn() {
    stacks.put(ACCOUNT, desired, "DELETE_FAILED");
    stacks.neverLived(ACCOUNT, SPOKE);

    assertThat(until(Attempt.FIRST, 6)).isInstanceOf(Outcome.Converged.class);
    assertThat(stacks.writes()).first().asString().startsWith("delete ");
  }

  @Test
  void whatAnotherRolloutBeganTellsItsCauseToo() {
    stacks.rollBackNext(ACCOUNT, SPOKE, new Cause("Spoke", "no quota left"));
    visit(Attempt.FIRST);
    clock.advance(Duration.ofMinutes(2));

    assertThat(visit(Attempt.FIRST.wrote("fleetaccess-of-this-item").anew()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().message()).contains("Spoke: no quota left"));
  }

  @Test
  void somebodysDeletionOfWhatWasMadeAfterOursIsLeftToAPerson() {
    stacks.put(ACCOUNT, desired, "DELETE_FAILED");

    assertThat(visit(Attempt.FIRST.repaired(Course.Kind.DELETING, "d")))
        .as("a worker died between its creation and its message")
        .isInstanceOf(Outcome.Refused.class);
    assertThat(stacks.writes()).isEmpty();
  }

  @Test
  void aDeletionOfWhatMayHaveLivedIsLeftToAPerson() {
    stacks.put(ACCOUNT, desired, "DELETE_FAILED");

    assertThat(visit(Attempt.FIRST)).isInstanceOf(Outcome.Refused.class);
    assertThat(stacks.writes()).isEmpty();
  }

  @Test
  void afterAResumeNoTokenIsUsedASecondTime() {
    StackState absent = new StackState.Absent();
    Attempt repaired = Attempt.FIRST.repaired(Course.Kind.DELETING, "d");
    Attempt resumed = Attempt.FIRST.at(9).repaired(Course.Kind.DELETING, "d");

    assertThat(Steps.token("release-1", absent, desired, resumed))
        .isNotEqualTo(Steps.token("release-1", absent, desired, repaired))
        .isEqualTo(Steps.token("release-1", absent, desired, resumed.looked()));
    assertThat(Steps.changeSet("release-1", desired, resumed))
        .isNotEqualTo(Steps.changeSet("release-1", desired, repaired));
  }

  @Test
  void aStackThatIsBusyAfterManyVisitsIsStillWaitedFor() {
    var digest = new Digest("ab".repeat(32));
    var before =
        new RoleStack(
            SPOKE, desired.region(), "{}", Map.of(), Map.of(Digest.TAG, digest.value()), digest);
    stacks.put(ACCOUNT, before, "UPDATE_COMPLETE");
    Attempt resumed = Attempt.FIRST.at(101);
    Outcome.Again written = (Outcome.Again) visit(resumed);

    assertThat(written.next().token()).isPresent();
    assertThat(visit(written.next())).isInstanceOf(Outcome.Again.class);
  }

  @Test
  void aWorkerThatDiesAfterDeletingWhatAnAdoptionBeginsWithLosesNothing() {
    Outcome.Again begun = adopting();

    visit(begun.next());
    clock.advance(Duration.ofMinutes(2));
    Outcome.Again again = (Outcome.Again) visit(begun.next());

    assertThat(changeSets.writes()).containsExactly("takeOver " + ACCOUNT + " " + SPOKE);
    assertThat(until(again.next(), 8)).isInstanceOf(Outcome.Converged.class);
  }

  @ParameterizedTest(name = "a worker {0}")
  @CsvSource({
    "takes its place, false, false",
    "takes its place and dies after its update, true, false",
    "takes its place and is overtaken after its update, true, true"
  })
  void anAdoptionThatEndedAfterItsImportIsComparedByThatOne(
      String who, boolean updated, boolean overtaken) {
    declaringAdoption();
    WantedRole wanted = release.roles(SPOKE, ACCOUNT, Traits.NONE).getFirst();
    LiveRole standing = FakeRoles.living(wanted, wanted.path());
    roles.put(ACCOUNT, standing);
    stacks.rollBackNext(ACCOUNT, SPOKE, new Cause("Spoke", "spoke-001 already exists"));
    Outcome.Again imported = (Outcome.Again) until(Attempt.FIRST, 5);
    assertThat(imported.why()).isEqualTo("taking over");
    clock.advance(Duration.ofMinutes(2));
    roles.put(ACCOUNT, attaching(standing, ADMIN));

    changeSets.whenPutBack(
        account -> release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(r -> roles.put(account, r)));

    if (updated) {
      assertThat(visit(Attempt.FIRST)).isInstanceOf(Outcome.Again.class);
      clock.advance(Duration.ofMinutes(2));
    }
    if (overtaken) {
      Map<String, String> files = SampleReleases.templates();
      files.computeIfPresent(
          "spoke-role.yaml", (name, text) -> text.replace("Description: ", "Description: Anew, "));
      release = SampleReleases.release(SampleReleases.commit('b'), files);
      desired = release.stack(SPOKE, ACCOUNT);
    }

    assertThat(until(Attempt.FIRST, 6))
        .isInstanceOfSatisfying(
            Outcome.Converged.class, end -> assertThat(end.compared()).isTrue());
    assertThat(roles.writes()).containsExactly("detach " + ACCOUNT + " spoke-001 " + ADMIN);
  }

  @Test
  void aStackThatTheLedgerKnowsIsNotComparedForItsUpdate() {
    var digest = new Digest("ab".repeat(32));
    var before =
        new RoleStack(
            SPOKE, desired.region(), "{}", Map.of(), Map.of(Digest.TAG, digest.value()), digest);
    stacks.put(ACCOUNT, before, "UPDATE_COMPLETE");
    FakeStack found = stacks.find(ACCOUNT, SPOKE).orElseThrow();
    recorded = Optional.of(new Applied(digest, found.id(), found.changed()));
    compare = false;

    assertThat(until(Attempt.FIRST, 3))
        .isInstanceOfSatisfying(
            Outcome.Converged.class, end -> assertThat(end.compared()).isFalse());
  }

  @Test
  void aDeletionThatSticksBeforeAnAdoptionTellsItsCause() {
    stacks.put(ACCOUNT, desired, "ROLLBACK_COMPLETE");
    stacks.block(ACCOUNT, SPOKE, Set.of("Spoke"));
    Attempt adopting =
        Attempt.FIRST.on(new Course(Course.Kind.ADOPTING, "taken over"), Optional.empty());

    assertThat(until(adopting, 4))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().message()).contains("something hangs on it"));
  }

  @Test
  void aChangeSetThatCouldNotBeMadeIsMadeAnewUnderAnotherName() {
    drifted();
    changeSets.refuseNext(ACCOUNT, Failure.Kind.THROTTLED, "why not");

    Outcome.Hindered refused = (Outcome.Hindered) until(Attempt.FIRST, 8);

    assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.THROTTLED);
    assertThat(refused.failure().message()).contains("why not", "is gone");
    assertThat(until(refused.next().failed(Failure.Kind.THROTTLED), 8))
        .isInstanceOf(Outcome.Converged.class);
    assertThat(changeSets.writes()).filteredOn(line -> line.startsWith("putBack")).hasSize(2);
  }

  @Test
  void aChangeSetWhoseMakingWasNotAnsweredIsFoundAndCarriedOutAndNoOtherIsMade() {
    drifted();
    visit(Attempt.FIRST);

    Outcome end = until(Attempt.FIRST.failed(Failure.Kind.UNAVAILABLE), 8);

    assertThat(end).isInstanceOf(Outcome.Converged.class);
    assertThat(changeSets.madeIn(ACCOUNT)).hasSize(1);
  }

  @Test
  void aTakingOverThatWasNotAnsweredIsFoundAndCarriedOutAndNoOtherIsMade() {
    Outcome.Again begun = adopting();
    visit(begun.next());
    clock.advance(Duration.ofMinutes(2));
    visit(begun.next());

    Outcome end = until(begun.next().failed(Failure.Kind.UNAVAILABLE), 8);

    assertThat(end).isInstanceOf(Outcome.Converged.class);
    assertThat(changeSets.madeIn(ACCOUNT)).as("one takes over, one puts right").hasSize(2);
  }

  @Test
  void aTakingOverThatCouldNotBeMadeIsMadeAnewUnderAnotherName() {
    Outcome.Again begun = adopting();
    changeSets.refuseNext(ACCOUNT, Failure.Kind.THROTTLED, "why not");

    Outcome.Hindered refused = (Outcome.Hindered) until(begun.next(), 4);

    assertThat(until(refused.next().failed(Failure.Kind.THROTTLED), 8))
        .isInstanceOf(Outcome.Converged.class);
    assertThat(changeSets.madeIn(ACCOUNT)).hasSize(3);
  }

  /** A role of the name stands there, a creation failed of it, and it is to be taken over. */
  private Outcome.Again adopting() {
    declaringAdoption();
    release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(role -> roles.put(ACCOUNT, role));
    stacks.rollBackNext(ACCOUNT, SPOKE, new Cause("Spoke", "spoke-001 already exists"));
    Outcome.Again begun = (Outcome.Again) until(Attempt.FIRST, 2);
    assertThat(begun.next().is(Course.Kind.ADOPTING)).isTrue();
    return begun;
  }

  /** The stack is right, and its role is gone. */
  private void drifted() {
    stacks.put(ACCOUNT, desired, "UPDATE_COMPLETE");
    FakeStack found = stacks.find(ACCOUNT, SPOKE).orElseThrow();
    recorded = Optional.of(new Applied(desired.digest(), found.id(), found.changed()));
    changeSets.whenPutBack(
        account -> release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(r -> roles.put(account, r)));
  }

  private void declaringAdoption() {
    Map<String, String> files = SampleReleases.templates();
    files.compute("fleet.yaml", (name, text) -> text.replace("adopt: false", "adopt: true"));
    release = SampleReleases.release(SampleReleases.commit('a'), files);
  }

  private Outcome until(Attempt first, int visits) {
    Attempt attempt = first;
    Outcome outcome = visit(attempt);
    for (int i = 1; i < visits && outcome instanceof Outcome.Again again; i++) {
      clock.advance(Duration.ofMinutes(2));
      outcome = visit(again.next());
    }
    return outcome;
  }

  private Outcome visit(Attempt attempt) {
    boolean asked =
        (compare && recorded.isPresent())
            || attempt.is(Course.Kind.COMPARING)
            || attempt.is(Course.Kind.CLAIMING);
    return reconciler.visit(
        session,
        desired,
        attempt,
        recorded,
        new Reconciler.Mode(
            "release-1", false, new Wanted(release, SPOKE, ACCOUNT, Traits.NONE, asked)));
  }
}
