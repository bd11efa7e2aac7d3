package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

class StuckResourcesTest {
  private static final String STACK =
      "arn:aws:cloudformation:us-east-1:111122223333:stack/FleetAccess-Spoke/1";

  private final CloudFormationClient client = mock(CloudFormationClient.class);
  private final StuckResources stuck =
      new StuckResources(
          client,
          new AwsSession(
              new AccountId("111122223333"),
              "OrganizationAccountAccessRole",
              AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "token"),
              new AtomicInteger()),
          STACK);

  @Test
  void whatFailedInTheRollbackMayBeSkippedAndWhatFailedInTheUpdateMayNot() {
    events(
        page(
            null,
            own("UPDATE_ROLLBACK_FAILED"),
            cancelled("Beside", "UPDATE_FAILED"),
            of("Spoke", "UPDATE_FAILED"),
            own("UPDATE_ROLLBACK_IN_PROGRESS"),
            of("Policy", "UPDATE_FAILED"),
            own("UPDATE_IN_PROGRESS")));

    assertThat(stuck.find()).containsExactly("Spoke");
  }

  @Test
  void whatADeletionStuckAtIsFoundOnLaterPagesToo() {
    events(
        page("2", own("DELETE_FAILED"), of("Spoke", "DELETE_FAILED")),
        page(null, of("Policy", "DELETE_FAILED"), own("DELETE_IN_PROGRESS")));

    assertThat(stuck.find()).containsExactly("Spoke", "Policy");
  }

  private void events(DescribeStackEventsResponse first, DescribeStackEventsResponse... more) {
    Consumer<DescribeStackEventsRequest.Builder> anyEvents = any();
    when(client.describeStackEvents(anyEvents)).thenReturn(first, more);
  }

  private static DescribeStackEventsResponse page(String next, StackEvent... events) {
    return DescribeStackEventsResponse.builder()
        .stackEvents(List.of(events))
        .nextToken(next)
        .build();
  }

  /** It did not fail by itself, so CloudFormation would refuse to skip it. */
  private static StackEvent cancelled(String resource, String status) {
    return of(resource, status).toBuilder()
        .resourceStatusReason("Resource update cancelled")
        .build();
  }

  private static StackEvent own(String status) {
    return StackEvent.builder()
        .logicalResourceId("FleetAccess-Spoke")
        .physicalResourceId(STACK)
        .resourceStatus(status)
        .build();
  }

  private static StackEvent of(String resource, String status) {
    return StackEvent.builder()
        .logicalResourceId(resource)
        .physicalResourceId(resource.toLowerCase(java.util.Locale.ROOT) + "-001")
        .resourceStatus(status)
        .build();
  }
}
