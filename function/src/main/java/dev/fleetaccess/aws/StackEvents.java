package dev.fleetaccess.aws;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** The events of a stack, newest first. */
final class StackEvents {
  /** Far more than a stack of one role has; a page is up to 1 MB. */
  private static final int PAGES = 10;

  private final CloudFormationClient client;
  private final AwsSession session;
  private final String stackId;

  StackEvents(CloudFormationClient client, AwsSession session, String stackId) {
    this.client = Objects.requireNonNull(client);
    this.session = Objects.requireNonNull(session);
    this.stackId = Objects.requireNonNull(stackId);
  }

  /**
   * Hands over page after page, newest first.
   *
   * @param goesOn takes a page; false when it has seen enough
   * @return whether all of them were handed over, back to the stack's beginning
   */
  boolean pages(Predicate<List<StackEvent>> goesOn) {
    String next = null;
    for (int page = 0; page < PAGES; page++) {
      DescribeStackEventsResponse answer = page(next);
      if (!goesOn.test(answer.stackEvents())) {
        return false;
      }
      next = answer.nextToken();
      if (next == null) {
        return true;
      }
    }
    return false;
  }

  private DescribeStackEventsResponse page(String from) {
    return AwsFailures.call(
        AwsService.CLOUDFORMATION,
        () ->
            client.describeStackEvents(
                request ->
                    request
                        .stackName(stackId)
                        .nextToken(from)
                        .overrideConfiguration(session.asRole())));
  }
}
