package dev.fleetaccess.local.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.aws.CloudFormationChangeSets;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.IamRoles;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.policy.Decision;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.reconcile.Patience;
import dev.fleetaccess.reconcile.Reconciler;
import dev.fleetaccess.reconcile.Wanted;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import dev.fleetaccess.release.SessionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample of a control policy, attached to an account of the simulated organization. */
@ExtendWith(PartsExtension.class)
class SampleControlPolicyTest {
  private static final Path SAMPLE =
      Path.of("..", "docs", "samples", "protect-security-roles.json");
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final String DENIED = "with an explicit deny in a service control policy";
  private static final Release RELEASE = SampleReleases.release(SampleReleases.commit('a'));

  private final Parts parts;
  private final AccountId account;

  SampleControlPolicyTest(Parts parts) throws IOException {
    this.parts = parts;
    this.account = parts.account();
    PolicyDocument sample = PolicyDocument.parse(Files.readString(SAMPLE));
    parts
        .world()
        .locked(
            () -> {
              parts
                  .world()
                  .organization()
                  .controls()
                  .attach(account.value(), "ProtectSecurityRoles", sample);
              return true;
            });
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "iam:UpdateAssumeRolePolicy, role/security/spoke-001, lets somebody else in",
    "iam:AttachRolePolicy, role/security/spoke-001, gives the spoke more",
    "iam:PutRolePolicy, role/security/spoke-001, gives the spoke more",
    "iam:DeleteRolePermissionsBoundary, role/security/spoke-001, lifts its bound",
    "iam:DeleteRole, role/security/spoke-001, takes it away",
    "iam:CreateRole, role/security/spoke-001, takes its name first",
    "iam:UpdateAssumeRolePolicy, role/OrganizationAccountAccessRole, becomes FleetAccess",
    "cloudformation:DeleteStack, stack/FleetAccess-Spoke/1, takes the role away by its stack",
    "cloudformation:UpdateStack, stack/FleetAccess-Spoke/1, changes the role by its stack",
    "cloudformation:ExecuteChangeSet, stack/FleetAccess-Spoke/1, the same",
    "cloudformation:CreateStack, stack/FleetAccess-Spoke/*, takes the stack's name first"
  })
  void anAdministratorOfTheAccountIsKeptOut(String action, String resource, String why) {
    Decision decision = decide(action, resource);

    assertThat(decision.allowed()).as(why).isFalse();
    assertThat(decision.reason()).isEqualTo(DENIED);
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "iam:UpdateAssumeRolePolicy, role/application, their own role",
    "iam:CreateRole, role/application, their own role",
    "iam:GetRole, role/security/spoke-001, looking changes nothing",
    "iam:PassRole, role/security/hub-001, the hub's account runs its tools as the hub",
    "cloudformation:DescribeStacks, stack/FleetAccess-Spoke/1, looking changes nothing",
    "cloudformation:DeleteStack, stack/application/1, their own stack"
  })
  void whatIsTheirsStaysTheirs(String action, String resource, String why) {
    assertThat(decide(action, resource).allowed()).as(why).isTrue();
  }

  @Test
  void fleetAccessStillDeploysAndMends() {
    Outcome.Converged made = (Outcome.Converged) driven(Optional.empty());
    parts
        .world()
        .locked(
            () -> {
              parts
                  .world()
                  .iam()
                  .account(account.value())
                  .updateTrust("spoke-001", Parts.trustOfManagement());
              return true;
            });
    var stack = made.stack();

    Outcome mended =
        driven(
            Optional.of(
                new Applied(stack.applied().orElseThrow(), stack.stackId(), stack.changed())));

    assertThat(mended).matches(outcome -> ((Outcome.Converged) outcome).compared());
    assertThat(trust()).isNotEqualTo(Parts.trustOfManagement());
  }

  private PolicyDocument trust() {
    return parts
        .world()
        .locked(
            () -> parts.world().iam().account(account.value()).role("spoke-001").spec().trust());
  }

  private Decision decide(String action, String resource) {
    String arn =
        action.startsWith("iam:")
            ? "arn:aws:iam::%s:%s".formatted(account, resource)
            : "arn:aws:cloudformation:us-east-1:%s:%s".formatted(account, resource);
    return parts
        .world()
        .authorize(
            Worlds.administrator(parts.world(), account.value()),
            action,
            arn,
            RequestContext.empty());
  }

  /** Visits until it ends, comparing the live role, time passing in between. */
  private Outcome driven(Optional<Applied> recorded) {
    var reconciler =
        new Reconciler(
            new CloudFormationStacks(parts.clients()),
            new CloudFormationChangeSets(parts.clients()),
            new IamRoles(parts.clients()),
            new Patience(Duration.ofSeconds(30), new SplittableRandom(1)));
    var session =
        new StsAccess(parts.clients(), parts.clock())
            .enter(
                account,
                Parts.ACCESS_ROLE,
                new SessionTerms(
                    "FleetAccess-" + account, SessionPolicy.of(account, List.of(RELEASE))));
    var mode =
        new Reconciler.Mode(
            "release-contract",
            false,
            new Wanted(RELEASE, SPOKE, account, Traits.NONE, recorded.isPresent()));
    var desired = RELEASE.stack(SPOKE, account);
    Outcome outcome = reconciler.visit(session, desired, Attempt.FIRST, recorded, mode);
    for (int visit = 0; visit < 20 && outcome instanceof Outcome.Again again; visit++) {
      parts.settle();
      outcome = reconciler.visit(session, desired, again.next(), recorded, mode);
    }
    return outcome;
  }
}
