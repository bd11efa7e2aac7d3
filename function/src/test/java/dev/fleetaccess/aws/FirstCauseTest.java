package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.reconcile.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.EventType;
import software.amazon.awssdk.services.cloudformation.model.HookFailureMode;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

class FirstCauseTest {
  private static final String TOKEN = "token-1";
  private static final String EXISTS = "role with name spoke-001 already exists";
  private static final String CHECKED =
      "Validation failed with 1 error(s). Call DescribeEvents to retrieve the full list of issues"
          + " with resource and property details, resolve each error, then retry the operation.";
  private static final String DETECTED =
      "Validation failure detected. See the operation's FAILED event for details.";

  private final CloudFormationClient client = mock(CloudFormationClient.class);
  private final FirstCause cause =
      new FirstCause(
          client,
          new AwsSession(
              new AccountId("111122223333"),
              "OrganizationAccountAccessRole",
              AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token"),
              new AtomicInteger()),
          "arn:aws:cloudformation:us-east-1:111122223333:stack/FleetAccess-Spoke/1");

  @Test
  void whereNobodyKeptATokenTheLastOperationOfOursIsAskedAndNothingElse() {
    stackEvents(
        page(
            null,
            event("FleetAccess-Spoke", "ROLLBACK_COMPLETE", null, "fleetaccess-2"),
            event("Role", "CREATE_FAILED", EXISTS, "fleetaccess-2")));

    assertThat(cause.find(Optional.empty())).contains(new Cause("Role", EXISTS));
    verify(client, never()).describeEvents(anyEvents());
  }

  @Test
  void theOldestFailureOfTheOperationIsTheCause() {
    stackEvents(
        page(
            null,
            event("FleetAccess-Spoke", "ROLLBACK_COMPLETE", null, TOKEN),
            event("Policy", "CREATE_FAILED", "Resource creation cancelled", TOKEN),
            event("Second", "CREATE_FAILED", "a later one", TOKEN),
            event("Role", "CREATE_FAILED", EXISTS, TOKEN),
            event("Role", "CREATE_IN_PROGRESS", null, TOKEN)));

    assertThat(cause.find(Optional.of(TOKEN))).contains(new Cause("Role", EXISTS));
    verify(client, never()).describeEvents(anyEvents());
  }

  @Test
  void anEarlierOperationsFailureIsNotThisOnes() {
    stackEvents(
        page(
            null,
            event("Role", "UPDATE_FAILED", "this one", TOKEN),
            event("Role", "UPDATE_FAILED", "an earlier one", "token-0"),
            event("Role", "UPDATE_FAILED", "somebody's, by the console", null)));

    assertThat(cause.find(Optional.of(TOKEN))).contains(new Cause("Role", "this one"));
  }

  @Test
  void theCauseMayStandOnALaterPage() {
    stackEvents(
        page("2", event("Second", "CREATE_FAILED", "a later one", TOKEN)),
        page(null, event("Role", "CREATE_FAILED", EXISTS, TOKEN)));

    assertThat(cause.find(Optional.of(TOKEN))).contains(new Cause("Role", EXISTS));
  }

  @Test
  void aCauseOfAnEarlierPageIsKeptWhenTheLaterHasNone() {
    stackEvents(
        page("2", event("Role", "CREATE_FAILED", EXISTS, TOKEN)),
        page(null, event("Role", "CREATE_IN_PROGRESS", null, TOKEN)));

    assertThat(cause.find(Optional.of(TOKEN))).contains(new Cause("Role", EXISTS));
  }

  /** As CloudFormation told it of a creation, in September 2026. */
  @Test
  void aRefusalBeforeAnythingWasMadeIsFoundAmongTheOperationsEvents() {
    stackEvents(
        page(
            null,
            event("FleetAccess-Spoke", "ROLLBACK_COMPLETE", null, TOKEN, "rollback-1"),
            event("FleetAccess-Spoke", "ROLLBACK_IN_PROGRESS", DETECTED, TOKEN, "rollback-1"),
            event("FleetAccess-Spoke", "CREATE_FAILED", CHECKED, TOKEN, "create-1"),
            event("FleetAccess-Spoke", "CREATE_IN_PROGRESS", "User Initiated", TOKEN, "create-1")));
    when(client.describeEvents(anyEvents()))
        .thenAnswer(
            call -> {
              Consumer<DescribeEventsRequest.Builder> fill = call.getArgument(0);
              var sent = DescribeEventsRequest.builder().applyMutation(fill).build();
              assertThat(sent.operationId())
                  .as("by the stack alone its last operation is told of: the rollback")
                  .isEqualTo("create-1");
              return DescribeEventsResponse.builder()
                  .operationEvents(
                      validation("Policy", EXISTS, 2, "create-1").build(),
                      validation("Role", "wrong property", 1, "create-1").build(),
                      validation("Quota", "nearly used up", 0, "create-1")
                          .validationFailureMode(HookFailureMode.WARN)
                          .build(),
                      validation("Other", "older, of another operation", 0, "create-0").build())
                  .build();
            });

    assertThat(cause.find(Optional.of(TOKEN))).contains(new Cause("Role", "wrong property"));
  }

  @Test
  void whatAHookOfTheAccountRefusedIsToldByItsOwnWords() {
    stackEvents(
        page(
            null,
            event(
                "Role",
                "CREATE_FAILED",
                "The following hook(s) failed: [Company::Roles::Hook]",
                TOKEN,
                "create-1")));
    when(client.describeEvents(anyEvents()))
        .thenReturn(
            DescribeEventsResponse.builder()
                .operationEvents(
                    OperationEvent.builder()
                        .eventType(EventType.HOOK_INVOCATION_ERROR)
                        .logicalResourceId("Role")
                        .hookStatusReason("roles need a boundary")
                        .operationId("create-1")
                        .timestamp(Instant.EPOCH)
                        .build())
                .build());

    assertThat(cause.find(Optional.of(TOKEN))).contains(new Cause("Role", "roles need a boundary"));
  }

  @Test
  void whereTheEventsTellNothingMoreTheBareWordsAreKept() {
    stackEvents(page(null, event("FleetAccess-Spoke", "CREATE_FAILED", CHECKED, TOKEN)));
    when(client.describeEvents(anyEvents())).thenReturn(DescribeEventsResponse.builder().build());

    assertThat(cause.find(Optional.of(TOKEN))).contains(new Cause("FleetAccess-Spoke", CHECKED));
  }

  @Test
  void aServiceThatTellsNoOperationIsAskedByTheToken() {
    stackEvents(page(null));
    when(client.describeEvents(anyEvents()))
        .thenReturn(
            DescribeEventsResponse.builder()
                .operationEvents(
                    validation("Role", "wrong property", 1, "create-1")
                        .clientRequestToken(TOKEN)
                        .build(),
                    validation("Other", "of another operation", 0, "create-0").build())
                .build());

    assertThat(cause.find(Optional.of(TOKEN))).contains(new Cause("Role", "wrong property"));
  }

  @Test
  void whereNobodyMayAskForEventsNoCauseIsTold() {
    stackEvents(page(null));
    when(client.describeEvents(anyEvents()))
        .thenThrow(
            CloudFormationException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").build())
                .build());

    assertThat(cause.find(Optional.of(TOKEN))).isEmpty();
  }

  @Test
  void whereTheTokenTellsNothingTheLastOperationOfOursDoes() {
    stackEvents(
        page(
            null,
            event("FleetAccess-Spoke", "ROLLBACK_COMPLETE", null, "fleetaccess-2"),
            event("Role", "CREATE_FAILED", EXISTS, "fleetaccess-2"),
            event("Role", "CREATE_FAILED", "an earlier one", "fleetaccess-1")));
    when(client.describeEvents(anyEvents())).thenReturn(DescribeEventsResponse.builder().build());

    assertThat(cause.find(Optional.of(TOKEN))).contains(new Cause("Role", EXISTS));
  }

  @Test
  void theLastOperationOfSomebodyElseIsNoCauseOfOurs() {
    stackEvents(
        page(
            null,
            event("FleetAccess-Spoke", "ROLLBACK_COMPLETE", null, "theirs"),
            event("Role", "CREATE_FAILED", EXISTS, "theirs"),
            event("Role", "CREATE_FAILED", "an earlier one", "fleetaccess-1")));
    when(client.describeEvents(anyEvents())).thenReturn(DescribeEventsResponse.builder().build());

    assertThat(cause.find(Optional.of(TOKEN))).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "Throttling,            THROTTLED, too many calls",
    "SomethingNewException, UNKNOWN,   nobody knows whether it stays"
  })
  void whatMayPassIsTriedAgainInsteadOfEndingWithoutACause(
      String code, Failure.Kind kind, String reason) {
    stackEvents(page(null));
    when(client.describeEvents(anyEvents()))
        .thenThrow(
            CloudFormationException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build());

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> cause.find(Optional.of(TOKEN)))
        .satisfies(e -> assertThat(e.failure().kind()).as(reason).isEqualTo(kind));
  }

  private void stackEvents(DescribeStackEventsResponse first, DescribeStackEventsResponse... more) {
    Consumer<DescribeStackEventsRequest.Builder> anyStackEvents = any();
    when(client.describeStackEvents(anyStackEvents)).thenReturn(first, more);
  }

  private static DescribeStackEventsResponse page(String next, StackEvent... events) {
    return DescribeStackEventsResponse.builder()
        .stackEvents(List.of(events))
        .nextToken(next)
        .build();
  }

  private static StackEvent event(String resource, String status, String reason, String token) {
    return event(resource, status, reason, token, null);
  }

  private static StackEvent event(
      String resource, String status, String reason, String token, String operation) {
    return StackEvent.builder()
        .operationId(operation)
        .logicalResourceId(resource)
        .resourceStatus(status)
        .resourceStatusReason(reason)
        .clientRequestToken(token)
        .build();
  }

  private static OperationEvent.Builder validation(
      String resource, String reason, int second, String operation) {
    return OperationEvent.builder()
        .eventType(EventType.VALIDATION_ERROR)
        .logicalResourceId(resource)
        .validationStatusReason(reason)
        .validationFailureMode(HookFailureMode.FAIL)
        .operationId(operation)
        .timestamp(Instant.ofEpochSecond(second));
  }

  private static Consumer<DescribeEventsRequest.Builder> anyEvents() {
    return any();
  }
}
