package dev.fleetaccess.local.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetaccess.aws.StsChain;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.proof.Chain;
import dev.fleetaccess.proof.ChainContract;
import dev.fleetaccess.proof.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * STS, the simulated organization's over the wire, where trust and identity policies are judged.
 */
@ExtendWith(PartsExtension.class)
class StsChainTest extends ChainContract {
  private static final AccountId HUB = new AccountId("222222222222");
  private static final String HUB_ARN = "arn:aws:iam::222222222222:role/security/hub-001";

  /** As templates/hub-role.yaml has it: only with the tag. */
  private static final String TRUST_OF_HUB =
      """
      {"Statement": {"Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"],
       "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
       "Condition": {"StringEquals": {"aws:RequestTag/fleetaccess:purpose": "proof"}}}}
      """;

  private static final String POLICY_OF_HUB =
      """
      {"Statement": [
       {"Effect": "Allow", "Action": "sts:AssumeRole",
        "Resource": "arn:aws:iam::*:role/security/spoke-001"},
       {"Effect": "Deny", "NotAction": "sts:AssumeRole", "Resource": "*",
        "Condition": {"StringEquals": {"aws:PrincipalTag/fleetaccess:purpose": "proof"}}}]}
      """;

  private static final String TRUST_OF_SPOKE =
      """
      {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"AWS": "arn:aws:iam::222222222222:root"},
       "Condition": {"ArnEquals": {"aws:PrincipalArn": "%s"}}}}
      """
          .formatted(HUB_ARN);

  private static final String POLICY_OF_SPOKE =
      """
      {"Statement": {"Effect": "Allow", "Action": "iam:Get*", "Resource": "*"}}
      """;

  private final Parts parts;
  private final AccountId spoke;
  private final AccountId bare;
  private final Chain port;

  StsChainTest(Parts parts) {
    this.parts = parts;
    this.spoke = parts.account();
    this.bare = parts.account();
    this.port = new StsChain(parts.clients(), parts.clock());
    if (find(HUB, "hub-001").isEmpty()) {
      create(HUB, "hub-001", TRUST_OF_HUB, POLICY_OF_HUB);
    }
    create(spoke, "spoke-001", TRUST_OF_SPOKE, POLICY_OF_SPOKE);
  }

  @Override
  protected Chain port() {
    return port;
  }

  @Override
  protected AccountId hub() {
    return HUB;
  }

  @Override
  protected AccountId spoke() {
    return spoke;
  }

  @Override
  protected AccountId bare() {
    return bare;
  }

  @Test
  void aSpokeThatTrustsSomebodyElseRefusesTheHub() {
    var hub = port.hub(HUB, "FleetAccess-release-1");
    parts
        .world()
        .locked(
            () -> {
              parts
                  .world()
                  .iam()
                  .account(spoke.value())
                  .updateTrust("spoke-001", Parts.trustOfManagement());
              return true;
            });

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> port.enter(hub, spoke, Target.SPOKE))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.DENIED));
  }

  @Test
  void aSpokeThatMayNotReadIsEnteredAndReadsNothing() {
    var entered = port.enter(port.hub(HUB, "FleetAccess-release-1"), spoke, Target.SPOKE);
    parts
        .world()
        .locked(
            () -> {
              parts.world().iam().account(spoke.value()).deletePolicy("spoke-001", "hub");
              return true;
            });

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> port.read(entered, Target.SPOKE))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.DENIED));
  }

  @Test
  void bothCallsAreCountedAsThoseOfTheProof() {
    port.enter(port.hub(HUB, "FleetAccess-release-1"), spoke, Target.SPOKE);

    assertThat(parts.world().calls().snapshot().keySet())
        .anyMatch(key -> key.role().equals(HUB_ARN) && !key.principal().equals(HUB_ARN))
        .anyMatch(key -> key.principal().equals(HUB_ARN) && key.account().equals(spoke.value()));
  }

  private Optional<?> find(AccountId account, String role) {
    return parts.world().locked(() -> parts.world().iam().account(account.value()).find(role));
  }

  private void create(AccountId account, String name, String trust, String policy) {
    RoleSpec spec = RoleSpec.of(name, document(trust)).at("/security/");
    parts
        .world()
        .createRole(
            account.value(), policy.isEmpty() ? spec : spec.allowing("hub", document(policy)));
  }

  private static PolicyDocument document(String text) {
    return PolicyDocument.parse(text.strip().replaceFirst("\\{", "{\"Version\": \"2012-10-17\", "));
  }
}
