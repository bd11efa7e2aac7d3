package dev.fleetaccess.local.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fleetaccess.aws.CloudFormationChangeSets;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.ChangeSets;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What CloudFormation refuses before it makes anything, by the adapters: the stack's own events say
 * only that, and the operation's say why.
 */
@ExtendWith(PartsExtension.class)
class ChecksOverTheWireTest {
  private static final String STACK = "FleetAccess-Checked";
  private static final String ROLE =
      """
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties:
            RoleName: checked-001
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement: {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: ec2.amazonaws.com}}
      """;
  private static final String ROLE_AND_POLICY =
      ROLE
          + """
            Policy:
              Type: AWS::IAM::ManagedPolicy
              Properties:
                ManagedPolicyName: Company
                Roles: [!Ref Role]
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement: {Effect: Deny, Action: "ec2:*", Resource: "*"}
          """;

  private final Parts parts;
  private final CloudFormationStacks stacks;
  private final AccountId account;
  private final Session session;

  ChecksOverTheWireTest(Parts parts) {
    this.parts = parts;
    this.stacks = new CloudFormationStacks(parts.clients());
    this.account = parts.account();
    this.session =
        new StsAccess(parts.clients(), parts.clock())
            .enter(account, Parts.ACCESS_ROLE, Parts.TERMS);
  }

  @Test
  void aCreationThatACheckRefusesTellsWhatTheCheckFound() {
    policyStands();
    RoleStack wanted = stack(ROLE_AND_POLICY);
    stacks.create(session, wanted, "fleetaccess-1");
    parts.settle();

    assertThat(stacks.observe(session, wanted))
        .asInstanceOf(type(StackState.Broken.class))
        .satisfies(
            found -> {
              assertThat(found.status()).isEqualTo("ROLLBACK_COMPLETE");
              assertThat(stacks.neverLived(session, wanted, found.stackId())).isTrue();
              assertThat(cause(wanted, found.stackId(), "fleetaccess-1")).contains(exists());
            });
  }

  @Test
  void anUpdateThatACheckRefusesTellsWhatTheCheckFoundAndChangesNothing() {
    stacks.create(session, stack(ROLE), "fleetaccess-1");
    parts.settle();
    policyStands();
    RoleStack wanted = stack(ROLE_AND_POLICY);
    stacks.update(session, wanted, "fleetaccess-2");
    parts.settle();

    assertThat(stacks.observe(session, wanted))
        .asInstanceOf(type(StackState.Settled.class))
        .satisfies(
            found -> {
              assertThat(found.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
              assertThat(cause(wanted, found.stackId(), "fleetaccess-2")).contains(exists());
            });
  }

  @Test
  void whereNothingStandsInTheWayTheCheckIsNotNoticed() {
    RoleStack wanted = stack(ROLE_AND_POLICY);
    stacks.create(session, wanted, "fleetaccess-1");
    parts.settle();

    assertThat(stacks.observe(session, wanted))
        .asInstanceOf(type(StackState.Settled.class))
        .extracting(StackState.Settled::status)
        .isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void aChangeSetThatACheckRefusesTellsWhatTheCheckFound() {
    policyStands();
    var changeSets = new CloudFormationChangeSets(parts.clients());
    RoleStack wanted = stack(ROLE_AND_POLICY);
    changeSets.takeOver(session, wanted, ROLE_AND_POLICY, "fleetaccess-1");
    parts.settle();

    assertThat(changeSets.look(session, wanted, "fleetaccess-1"))
        .asInstanceOf(type(ChangeSets.State.Refused.class))
        .satisfies(
            refused -> {
              assertThat(refused.kind()).isEqualTo(Failure.Kind.INVALID);
              assertThat(refused.reason())
                  .startsWith(exists().toString())
                  .contains("AWS::EarlyValidation::ResourceExistenceCheck");
            });
  }

  private Optional<Cause> cause(RoleStack wanted, String stackId, String token) {
    return stacks.firstCause(session, wanted, stackId, Optional.of(token));
  }

  private Cause exists() {
    return new Cause(
        "Policy",
        "Resource of type 'AWS::IAM::ManagedPolicy' with identifier 'arn:aws:iam::%s:policy/Company' already exists."
            .formatted(account.value()));
  }

  private void policyStands() {
    var denial =
        PolicyDocument.parse(
            """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Deny", "Action": "ec2:*", "Resource": "*"}]}
            """);
    parts
        .world()
        .locked(
            () ->
                parts
                    .world()
                    .iam()
                    .account(account.value())
                    .policies()
                    .create("Company", "/", "", denial));
  }

  private static RoleStack stack(String template) {
    var digest = new Digest("ab".repeat(32));
    return new RoleStack(
        STACK, "us-east-1", template, Map.of(), Map.of(Digest.TAG, digest.value()), digest);
  }
}
