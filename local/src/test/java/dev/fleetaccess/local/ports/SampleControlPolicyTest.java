package dev.fleetaccess.local.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.policy.Decision;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.release.SampleReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample of a control policy, attached to an account of the simulated organization. */
@ExtendWith(PartsExtension.class)
class SampleControlPolicyTest {
  private static final Path SAMPLE =
      Path.of("..", "docs", "samples", "protect-security-roles.json");
  private static final String DENIED = "with an explicit deny in a service control policy";

  private final Parts parts;
  private final AccountId account;
  private final LiveSpoke spoke;

  SampleControlPolicyTest(Parts parts) throws IOException {
    this.parts = parts;
    this.account = parts.account();
    this.spoke = new LiveSpoke(parts, account, SampleReleases.release(SampleReleases.commit('a')));
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
    Outcome made = spoke.driven(Optional.empty());
    spoke.iam(
        iam -> {
          iam.updateTrust(LiveSpoke.ROLE, Parts.trustOfManagement());
          return true;
        });

    Outcome mended = spoke.driven(Optional.of(LiveSpoke.applied(made)));

    assertThat(mended).matches(outcome -> ((Outcome.Converged) outcome).compared());
    assertThat(trust()).isNotEqualTo(Parts.trustOfManagement());
  }

  private PolicyDocument trust() {
    return spoke.iam(iam -> iam.role(LiveSpoke.ROLE).spec().trust());
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
}
