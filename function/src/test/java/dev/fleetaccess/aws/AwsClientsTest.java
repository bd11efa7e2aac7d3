package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpRequest;

class AwsClientsTest {
  private static final RoleStack STACK =
      new RoleStack(
          "FleetAccess-Spoke",
          "eu-west-1",
          "Resources: {}",
          Map.of(),
          Map.of(Digest.TAG, "ab".repeat(32)),
          new Digest("ab".repeat(32)));
  private static final String ABSENT =
      "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id FleetAccess-Spoke"
          + " does not exist</Message></Error></ErrorResponse>";
  private static final String TROUBLE =
      "<ErrorResponse><Error><Code>InternalFailure</Code></Error></ErrorResponse>";

  private final Wire wire = new Wire();
  private final CloudFormationStacks stacks =
      new CloudFormationStacks(new AwsClients("us-east-1", wire));
  private final AwsSession session =
      new AwsSession(
          new AccountId("111122223333"),
          "OrganizationAccountAccessRole",
          AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token"),
          new AtomicInteger(1));

  @Test
  void aStackIsLookedAtAsTheSessionInTheStacksRegion() {
    wire.answers(400, ABSENT);

    assertThat(stacks.observe(session, STACK)).isEqualTo(new StackState.Absent());

    SdkHttpRequest sent = wire.sent().getFirst();
    assertThat(sent.firstMatchingHeader("Authorization").orElseThrow())
        .contains("Credential=ASIAEXAMPLE/")
        .contains("/eu-west-1/cloudformation/");
    assertThat(sent.firstMatchingHeader("X-Amz-Security-Token")).contains("token");
  }

  @Test
  void aCallIsTriedTwiceAndEachAttemptIsCounted() {
    wire.answers(500, TROUBLE);
    wire.answers(400, ABSENT);

    stacks.observe(session, STACK);

    assertThat(wire.sent()).hasSize(2);
    assertThat(session.calls()).as("AssumeRole and both attempts").isEqualTo(3);
  }

  @Test
  void whatFailsTwiceFails() {
    wire.answers(500, TROUBLE);
    wire.answers(500, TROUBLE);
    wire.answers(400, ABSENT);

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> stacks.observe(session, STACK))
        .satisfies(
            thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
    assertThat(wire.sent()).hasSize(2);
  }
}
