package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure.Kind;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.reconcile.ChangeSets.State;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.EventType;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.Tag;

class CloudFormationChangeSetsTest {
  private static final RoleStack STACK =
      new RoleStack(
          "FleetAccess-Spoke",
          "us-east-1",
          "Resources: {}",
          Map.of("HubAccountId", "222222222222"),
          Map.of(Digest.TAG, "ab".repeat(32), "team", "security"),
          new Digest("ab".repeat(32)));

  private final CloudFormationClient client = mock(CloudFormationClient.class);
  private final CloudFormationChangeSets changeSets =
      new CloudFormationChangeSets(region -> client);
  private final AwsSession session =
      new AwsSession(
          new AccountId("111122223333"),
          "OrganizationAccountAccessRole",
          AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token"),
          new AtomicInteger());

  @Test
  void takingOverCreatesTheStackFromTheVariantAndLeavesTheDigestOut() {
    changeSets.takeOver(session, STACK, "{\"variant\":1}", "name-1");

    CreateChangeSetRequest sent = created();
    assertThat(sent.changeSetType()).isEqualTo(ChangeSetType.CREATE);
    assertThat(sent.importExistingResources()).isTrue();
    assertThat(sent.deploymentMode()).isNull();
    assertThat(sent.templateBody()).isEqualTo("{\"variant\":1}");
    assertThat(sent.tags()).extracting(Tag::key).containsExactly("team");
    assertThat(sent.capabilities()).containsExactly(Capability.CAPABILITY_NAMED_IAM);
  }

  @Test
  void puttingBackUpdatesTheStackFromTheReleasesOwnTemplate() {
    changeSets.putBack(session, STACK, "name-1");

    CreateChangeSetRequest sent = created();
    assertThat(sent.changeSetType()).isEqualTo(ChangeSetType.UPDATE);
    assertThat(sent.deploymentMode()).isEqualTo(DeploymentMode.REVERT_DRIFT);
    assertThat(sent.importExistingResources()).isNull();
    assertThat(sent.templateBody()).isEqualTo("Resources: {}");
    assertThat(sent.tags()).extracting(Tag::key).containsExactly(Digest.TAG, "team");
  }

  @Test
  void oneOfTheNameIsTheOneThatWasWanted() {
    when(client.createChangeSet(any(CreateChangeSetRequest.class)))
        .thenThrow(error("AlreadyExistsException", "ChangeSet name-1 cannot be created"));

    assertThatCode(() -> changeSets.putBack(session, STACK, "name-1")).doesNotThrowAnyException();
  }

  @Test
  void whatValidationRefusedIsToldByItsFirstCause() {
    Consumer<DescribeChangeSetRequest.Builder> anyChangeSet = any();
    when(client.describeChangeSet(anyChangeSet))
        .thenReturn(
            DescribeChangeSetResponse.builder()
                .status("FAILED")
                .statusReason("Validation failed.")
                .build());
    Consumer<DescribeEventsRequest.Builder> anyEvents = any();
    when(client.describeEvents(anyEvents))
        .thenAnswer(
            call -> {
              Consumer<DescribeEventsRequest.Builder> fill = call.getArgument(0);
              var sent = DescribeEventsRequest.builder().applyMutation(fill).build();
              assertThat(sent.changeSetName()).isEqualTo("name-1");
              return DescribeEventsResponse.builder()
                  .operationEvents(
                      OperationEvent.builder()
                          .eventType(EventType.VALIDATION_ERROR)
                          .logicalResourceId("Spoke")
                          .validationStatusReason("the policy is too long")
                          .timestamp(java.time.Instant.EPOCH)
                          .build())
                  .build();
            });

    assertThat(changeSets.look(session, STACK, "name-1"))
        .isEqualTo(
            new State.Refused(Kind.INVALID, "Spoke: the policy is too long — Validation failed."));
  }

  @ParameterizedTest(name = "{0} {1}: {4}")
  @MethodSource
  void aChangeSetStandsAs(
      String status, String execution, String reason, State expected, String why) {
    Consumer<DescribeChangeSetRequest.Builder> anyChangeSet = any();
    when(client.describeChangeSet(anyChangeSet))
        .thenReturn(
            DescribeChangeSetResponse.builder()
                .status(status)
                .executionStatus(execution)
                .statusReason(reason)
                .build());
    Consumer<DescribeEventsRequest.Builder> anyEvents = any();
    when(client.describeEvents(anyEvents)).thenReturn(DescribeEventsResponse.builder().build());

    assertThat(changeSets.look(session, STACK, "name-1")).as(why).isEqualTo(expected);
  }

  static Object[] aChangeSetStandsAs() {
    String nothing = "The submitted information didn't contain changes. Submit different";
    return new Object[] {
      row("CREATE_PENDING", "UNAVAILABLE", null, new State.Making(), "just asked for"),
      row("CREATE_IN_PROGRESS", "UNAVAILABLE", null, new State.Making(), "being made"),
      row("CREATE_COMPLETE", "AVAILABLE", null, new State.Ready(), "made"),
      row("CREATE_COMPLETE", "EXECUTE_IN_PROGRESS", null, new State.Making(), "being carried out"),
      row("CREATE_COMPLETE", "EXECUTE_COMPLETE", null, new State.Gone(), "carried out"),
      row("CREATE_COMPLETE", "OBSOLETE", null, new State.Gone(), "another was carried out"),
      row("FAILED", "UNAVAILABLE", nothing, new State.Empty(), "nothing to change"),
      row(
          "FAILED",
          "UNAVAILABLE",
          "No updates are to be performed.",
          new State.Empty(),
          "likewise"),
      row(
          "FAILED",
          "UNAVAILABLE",
          "the import cannot be done",
          new State.Refused(Kind.INVALID, "the import cannot be done"),
          "refused"),
      row(
          "FAILED",
          "UNAVAILABLE",
          "Rate exceeded",
          new State.Refused(Kind.THROTTLED, "Rate exceeded"),
          "it may pass")
    };
  }

  @Test
  void aChangeSetThatIsNotThereIsGone() {
    Consumer<DescribeChangeSetRequest.Builder> anyChangeSet = any();
    when(client.describeChangeSet(anyChangeSet))
        .thenThrow(
            ChangeSetNotFoundException.builder()
                .awsErrorDetails(details("ChangeSetNotFound", "does not exist"))
                .build());

    assertThat(changeSets.look(session, STACK, "name-1")).isEqualTo(new State.Gone());
  }

  @Test
  void carryingOutTwiceIsHarmlessAndADenialIsNot() {
    Consumer<ExecuteChangeSetRequest.Builder> anyExecution = any();
    when(client.executeChangeSet(anyExecution))
        .thenThrow(error("InvalidChangeSetStatus", "cannot be executed in its current status"))
        .thenThrow(error("AccessDenied", "no"));

    assertThatCode(() -> changeSets.execute(session, STACK, "name-1")).doesNotThrowAnyException();
    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> changeSets.execute(session, STACK, "name-1"));
  }

  @Test
  void theStackThatHoldsARoleIsFoundByTheRolesName() {
    Consumer<DescribeStackResourcesRequest.Builder> anyRole = any();
    when(client.describeStackResources(anyRole))
        .thenReturn(
            DescribeStackResourcesResponse.builder()
                .stackResources(
                    resource("AWS::S3::Bucket", "A", "CREATE_COMPLETE"),
                    resource("AWS::IAM::Role", "Former", "DELETE_COMPLETE"),
                    resource("AWS::IAM::Role", "B", "UPDATE_COMPLETE"))
                .build())
        .thenThrow(error("ValidationError", "Stack for spoke-001 does not exist"));

    assertThat(changeSets.ownerOf(session, STACK, "spoke-001")).contains("B");
    assertThat(changeSets.ownerOf(session, STACK, "spoke-001")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "CREATE_COMPLETE,    true,  it made the role",
    "UPDATE_FAILED,      true,  the role stays its own whatever an update came to",
    "DELETE_IN_PROGRESS, true,  the role is not gone yet",
    "DELETE_FAILED,      true,  the role still stands and is tried again with the stack",
    "DELETE_SKIPPED,     false, the stack let go of it",
    "DELETE_COMPLETE,    false, it is gone",
    "LENT_TO_ANOTHER,    true,  a status that nobody knows: better asked than taken"
  })
  void aStackHoldsARoleUntilItHasLetGoOfIt(String status, boolean holds, String reason) {
    Consumer<DescribeStackResourcesRequest.Builder> anyRole = any();
    when(client.describeStackResources(anyRole))
        .thenReturn(
            DescribeStackResourcesResponse.builder()
                .stackResources(resource("AWS::IAM::Role", "Other", status))
                .build());

    assertThat(changeSets.ownerOf(session, STACK, "spoke-001").isPresent())
        .as(reason)
        .isEqualTo(holds);
  }

  private CreateChangeSetRequest created() {
    var captor = ArgumentCaptor.forClass(CreateChangeSetRequest.class);
    verify(client).createChangeSet(captor.capture());
    CreateChangeSetRequest sent = captor.getValue();
    assertThat(sent.stackName()).isEqualTo("FleetAccess-Spoke");
    assertThat(sent.changeSetName()).isEqualTo("name-1");
    assertThat(sent.clientToken()).isEqualTo("name-1");
    assertThat(sent.roleARN()).as("a service role could be used by others").isNull();
    return sent;
  }

  private static Arguments row(
      String status, String execution, String reason, State expected, String why) {
    return Arguments.of(status, execution, reason, expected, why);
  }

  private static StackResource resource(String type, String stack, String status) {
    return StackResource.builder()
        .resourceType(type)
        .physicalResourceId("spoke-001")
        .stackName(stack)
        .resourceStatus(status)
        .build();
  }

  private static Exception error(String code, String message) {
    return CloudFormationException.builder().awsErrorDetails(details(code, message)).build();
  }

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
  }
}
