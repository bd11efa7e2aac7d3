package dev.fleetaccess.local.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fleetaccess.aws.CloudFormationChangeSets;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.IamRoles;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.reconcile.Patience;
import dev.fleetaccess.reconcile.Reconciler;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.reconcile.Wanted;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.SampleReleases;
import dev.fleetaccess.release.SessionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One account from its first look to its end, by the adapters and with the narrowed session, on the
 * simulated organization over the wire.
 */
@ExtendWith(PartsExtension.class)
class RolesOverTheWireTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
  private static final Release RELEASE = SampleReleases.release(SampleReleases.commit('a'));
  private static final Release ADOPTING = adopting();

  private final Parts parts;
  private final AccountId account;
  private final Reconciler reconciler;
  private int calls;

  RolesOverTheWireTest(Parts parts) {
    this.parts = parts;
    this.account = parts.account();
    this.reconciler =
        new Reconciler(
            new CloudFormationStacks(parts.clients()),
            new CloudFormationChangeSets(parts.clients()),
            new IamRoles(parts.clients()),
            new Patience(Duration.ofSeconds(30), new SplittableRandom(1)));
  }

  @Test
  void theNarrowedSessionIsEnoughForTheProjectsOwnSpoke() {
    assertThat(brought(RELEASE)).isInstanceOf(Outcome.Converged.class);
    assertThat(calls).isLessThanOrEqualTo(5);
  }

  @Test
  void theNarrowedSessionIsNotEnoughForAnythingElse() {
    Session session = session(RELEASE);

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> new IamRoles(parts.clients()).read(session, Parts.ACCESS_ROLE, "/"))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.DENIED));
  }

  @Test
  void aRoleThatStandsThereIsRefusedWithItsDifference() {
    stands("/security/");

    assertThat(brought(RELEASE))
        .asInstanceOf(type(Outcome.Refused.class))
        .extracting(Outcome.Refused::reason)
        .asString()
        .contains("its trust policy differs", ADMIN, "adopt: true");
  }

  @Test
  void aRoleThatStandsThereIsTakenOverKeepingItsUniqueIdAndPutRight() {
    stands("/security/");
    String id = role().orElseThrow().uniqueId();

    assertThat(brought(ADOPTING))
        .asInstanceOf(type(Outcome.Converged.class))
        .satisfies(
            outcome -> {
              assertThat(outcome.compared()).isTrue();
              assertThat(outcome.stack().applied())
                  .contains(ADOPTING.stack(SPOKE, account).digest());
            });
    assertThat(role().orElseThrow().uniqueId()).isEqualTo(id);
    assertThat(role().orElseThrow().spec().attached()).isEmpty();
    assertThat(role().orElseThrow().spec().inline()).containsOnlyKeys("spoke");
  }

  @Test
  void aRoleUnderAnotherPathIsRefused() {
    stands("/elsewhere/");

    assertThat(brought(ADOPTING))
        .asInstanceOf(type(Outcome.Refused.class))
        .extracting(Outcome.Refused::reason)
        .asString()
        .contains("/elsewhere/");
  }

  @Test
  void driftIsPutBackWithinEighteenCallsAndCleanCostsSix() {
    Outcome.Converged created = (Outcome.Converged) brought(RELEASE);
    change(
        live -> {
          live.attach("spoke-001", ADMIN);
          live.updateTrust("spoke-001", Parts.trustOfManagement());
        });

    Outcome mended = driven(RELEASE, created.stack(), true);

    assertThat(mended)
        .asInstanceOf(type(Outcome.Converged.class))
        .matches(Outcome.Converged::compared);
    assertThat(calls).isLessThanOrEqualTo(18);
    assertThat(role().orElseThrow().spec().attached()).isEmpty();

    StackState.Settled now = ((Outcome.Converged) mended).stack();
    assertThat(driven(RELEASE, now, true)).isInstanceOf(Outcome.Converged.class);
    assertThat(calls).isLessThanOrEqualTo(6);
  }

  @Test
  void aRoleThatSomebodyRemovedIsMadeAnew() {
    Outcome.Converged created = (Outcome.Converged) brought(RELEASE);
    change(
        live -> {
          live.deletePolicy("spoke-001", "spoke");
          live.delete("spoke-001");
        });

    assertThat(driven(RELEASE, created.stack(), true)).isInstanceOf(Outcome.Converged.class);
    assertThat(role()).isPresent();
  }

  /** A role of the name, made by hand and trusting somebody else. */
  private void stands(String path) {
    parts
        .world()
        .createRole(
            account.value(),
            RoleSpec.of("spoke-001", Parts.trustOfManagement()).at(path).attaching(List.of(ADMIN)));
  }

  private void change(Consumer<AccountIam> change) {
    parts
        .world()
        .locked(
            () -> {
              change.accept(iam());
              return true;
            });
  }

  private Optional<Role> role() {
    return parts.world().locked(() -> iam().find("spoke-001"));
  }

  private AccountIam iam() {
    return parts.world().iam().account(account.value());
  }

  private Outcome brought(Release release) {
    return driven(release, Optional.empty(), false);
  }

  private Outcome driven(Release release, StackState.Settled known, boolean compare) {
    var applied = new Applied(known.applied().orElseThrow(), known.stackId(), known.changed());
    return driven(release, Optional.of(applied), compare);
  }

  /** Visits until it ends, time passing in between. */
  private Outcome driven(Release release, Optional<Applied> recorded, boolean compare) {
    RoleStack desired = release.stack(SPOKE, account);
    var mode =
        new Reconciler.Mode(
            "release-contract", false, new Wanted(release, SPOKE, account, Traits.NONE, compare));
    Attempt attempt = Attempt.FIRST;
    // Entered once, as one worker would; another worker's entering is a call more a visit.
    Session session = session(release);
    Outcome outcome = reconciler.visit(session, desired, attempt, recorded, mode);
    for (int visit = 0; visit < 20 && outcome instanceof Outcome.Again again; visit++) {
      pass();
      attempt = again.next();
      outcome = reconciler.visit(session, desired, attempt, recorded, mode);
    }
    calls = session.calls();
    return outcome;
  }

  private Session session(Release release) {
    var terms =
        new SessionTerms("FleetAccess-" + account, SessionPolicy.of(account, List.of(release)));
    return new StsAccess(parts.clients(), parts.clock()).enter(account, Parts.ACCESS_ROLE, terms);
  }

  private void pass() {
    for (int step = 0; step < 2; step++) {
      parts.clock().advance(Duration.ofMinutes(1));
      parts.world().settle();
    }
  }

  private static Release adopting() {
    Map<String, String> files = SampleReleases.templates();
    files.merge("fleet.yaml", "", (text, none) -> text.replace("adopt: false", "adopt: true"));
    return SampleReleases.release(SampleReleases.commit('b'), files);
  }
}
