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
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.EventType;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

class FirstCauseTest {
  private static final String TOKEN = "token-1";
  private static final String EXISTS = "role with name spoke-001 already exists";

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

  @Test
  void aRefusalBeforeAnythingWasMadeIsFoundAmongTheOperationsEvents() {
    stackEvents(page(null));
    when(client.describeEvents(anyEvents()))
        .thenReturn(
            DescribeEventsResponse.builder()
                .operationEvents(
                    validation("Policy", "too long", 2, TOKEN),
                    validation("Role", "wrong property", 1, TOKEN),
                    validation("Other", "older, of another operation", 0, "token-0"))
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

  @Test
  void whatMayPassIsTriedAgainInsteadOfEndingWithoutACause() {
    stackEvents(page(null));
    when(client.describeEvents(anyEvents()))
        .thenThrow(
            CloudFormationException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("Throttling").build())
                .build());

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> cause.find(Optional.of(TOKEN)))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.THROTTLED));
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
    return StackEvent.builder()
        .logicalResourceId(resource)
        .resourceStatus(status)
        .resourceStatusReason(reason)
        .clientRequestToken(token)
        .build();
  }

  private static OperationEvent validation(
      String resource, String reason, int second, String token) {
    return OperationEvent.builder()
        .eventType(EventType.VALIDATION_ERROR)
        .logicalResourceId(resource)
        .validationStatusReason(reason)
        .clientRequestToken(token)
        .timestamp(Instant.ofEpochSecond(second))
        .build();
  }

  private static Consumer<DescribeEventsRequest.Builder> anyEvents() {
    return any();
  }
}
