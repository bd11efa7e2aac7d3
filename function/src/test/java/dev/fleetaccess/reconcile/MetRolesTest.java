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
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.SampleReleases;
import dev.fleetaccess.release.WantedRole;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of roles that an update meets, and of those that cannot be put back. */
class MetRolesTest {
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

  @ParameterizedTest(name = "adopt: {0}")
  @ValueSource(booleans = {false, true})
  void aRoleThatAnUpdateMeetsIsRefusedWithItsDifference(boolean adopt) {
    stacks.put(ACCOUNT, desired, "UPDATE_COMPLETE");
    changeSets.owns(ACCOUNT, SPOKE, "spoke-001");
    release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(role -> roles.put(ACCOUNT, role));
    wantsASecondRole(adopt);
    roles.put(ACCOUNT, attaching(FakeRoles.living(second(), second().path()), ADMIN));
    stacks.rollBackNext(ACCOUNT, SPOKE, new Cause("Second", "second-001 already exists"));

    assertThat(until(Attempt.FIRST, 3))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("Second", "second-001: " + ADMIN, "remove it", "re-run the account")
                    .doesNotContain("spoke-001", "adopt: true"));
    assertThat(roles.writes()).isEmpty();
    assertThat(changeSets.writes()).isEmpty();
  }

  @Test
  void whatAnUpdateMeetsUnderAnotherPathIsRefusedToo() {
    stacks.put(ACCOUNT, desired, "UPDATE_COMPLETE");
    changeSets.owns(ACCOUNT, SPOKE, "spoke-001");
    release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(role -> roles.put(ACCOUNT, role));
    wantsASecondRole(true);
    roles.put(ACCOUNT, FakeRoles.living(second(), "/"));
    stacks.rollBackNext(ACCOUNT, SPOKE, new Cause("Second", "second-001 already exists"));

    assertThat(until(Attempt.FIRST, 3))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("under the path /, not /security/"));
  }

  @Test
  void anUpdateThatMeetsSomethingElseThanARoleFailsWithItsCause() {
    stacks.put(ACCOUNT, desired, "UPDATE_COMPLETE");
    changeSets.owns(ACCOUNT, SPOKE, "spoke-001");
    release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(role -> roles.put(ACCOUNT, role));
    wantsASecondRole(true);
    stacks.rollBackNext(ACCOUNT, SPOKE, new Cause("Policy", "edge already exists"));

    assertThat(until(Attempt.FIRST, 3))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().message()).startsWith("Policy: edge already exists"));
  }

  private WantedRole second() {
    return release.roles(SPOKE, ACCOUNT, Traits.NONE).stream()
        .filter(role -> role.name().equals("second-001"))
        .findFirst()
        .orElseThrow();
  }

  private void wantsASecondRole(boolean adopt) {
    Map<String, String> files = SampleReleases.templates();
    files.computeIfPresent(
        "fleet.yaml", (name, text) -> text.replace("adopt: false", "adopt: " + adopt));
    files.computeIfPresent(
        "spoke-role.yaml",
        (name, text) ->
            text.replace(
                "\nResources:\n",
                """

                Resources:
                  Second:
                    Type: AWS::IAM::Role
                    Properties:
                      RoleName: second-001
                      Path: /security/
                      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}
                """));
    release = SampleReleases.release(SampleReleases.commit('b'), files);
    desired = release.stack(SPOKE, ACCOUNT);
  }

  @Test
  void whatCloudFormationSeesNoDifferenceInIsNotSaidToBePutBack() {
    stacks.put(ACCOUNT, desired, "UPDATE_COMPLETE");
    FakeStack found = stacks.find(ACCOUNT, SPOKE).orElseThrow();
    recorded = Optional.of(new Applied(desired.digest(), found.id(), found.changed()));
    changeSets.seesNothing(ACCOUNT);

    assertThat(until(Attempt.FIRST, 4))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.INVALID);
              assertThat(failed.failure().message())
                  .contains("CloudFormation sees no difference", "spoke-001: is gone")
                  .doesNotContain("somebody changes it again");
            });
    release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(role -> roles.put(ACCOUNT, role));
    assertThat(until(Attempt.FIRST, 4)).isInstanceOf(Outcome.Converged.class);
  }

  @Test
  void somebodyWhoPutsItBackFirstLeavesNothingToDo() {
    stacks.put(ACCOUNT, desired, "UPDATE_COMPLETE");
    FakeStack found = stacks.find(ACCOUNT, SPOKE).orElseThrow();
    recorded = Optional.of(new Applied(desired.digest(), found.id(), found.changed()));
    changeSets.seesNothing(ACCOUNT);
    Outcome.Again begun = (Outcome.Again) visit(Attempt.FIRST);
    release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(role -> roles.put(ACCOUNT, role));

    assertThat(until(begun.next(), 3)).isInstanceOf(Outcome.Converged.class);
  }

  @Test
  void aChangeSetThatSomebodyDeletedIsNotSaidToBeCarriedOut() {
    Outcome.Again begun = theRoleIsGoneAndItsChangeSetMade();
    changeSets.deleteAll(ACCOUNT);

    assertThat(until(begun.next(), 3))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.DRIFT);
              assertThat(failed.failure().message())
                  .contains("somebody deleted it", "or changes the role again")
                  .contains("spoke-001: is gone");
            });
  }

  @Test
  void aChangeSetThatIsGoneSinceAnotherVisitCarriedItOutHasPutTheRoleBack() {
    Outcome.Again begun = theRoleIsGoneAndItsChangeSetMade();
    clock.advance(Duration.ofMinutes(2));
    visit(begun.next());
    release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(role -> roles.put(ACCOUNT, role));

    assertThat(until(begun.next(), 3)).isInstanceOf(Outcome.Converged.class);
  }

  private Outcome.Again theRoleIsGoneAndItsChangeSetMade() {
    stacks.put(ACCOUNT, desired, "UPDATE_COMPLETE");
    FakeStack found = stacks.find(ACCOUNT, SPOKE).orElseThrow();
    recorded = Optional.of(new Applied(desired.digest(), found.id(), found.changed()));
    return (Outcome.Again) visit(Attempt.FIRST);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"REVERTING", "TAKING_OFF"})
  void aStackThatIsRemovedWhileItsRolesArePutBackIsNotTriedOnAndOn(Course.Kind kind) {
    var conflict = new Failure(Failure.Kind.CONFLICT, "ValidationError", "Stack does not exist");
    changeSets.faults().always("look", conflict);
    changeSets.faults().always("putBack", conflict);
    Attempt refused =
        Attempt.FIRST
            .on(new Course(kind, "drift put back — spoke-001: is gone"), Optional.of("name"))
            .failed(Failure.Kind.CONFLICT);

    assertThat(visit(refused))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().message())
                    .contains("somebody removed the stack", "spoke-001: is gone"));
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
