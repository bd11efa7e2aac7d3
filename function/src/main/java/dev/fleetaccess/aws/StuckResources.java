package dev.fleetaccess.aws;

import java.util.LinkedHashSet;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Looks which resources a stack's last deletion or rollback stuck at: those that failed since it
 * began. What failed before, in the update that is being rolled back, may not be skipped.
 */
final class StuckResources {
  /** An operation on one role has few events; a page is up to 1 MB. */
  private static final int PAGES = 10;

  /** The stack's own events by which a deletion or a rollback begins, or is continued. */
  private static final Set<String> BEGINNINGS =
      Set.of("DELETE_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS");

  private static final Set<String> STUCK = Set.of("DELETE_FAILED", "UPDATE_FAILED");

  private final CloudFormationClient client;
  private final AwsSession session;
  private final String stackId;

  StuckResources(CloudFormationClient client, AwsSession session, String stackId) {
    this.client = client;
    this.session = session;
    this.stackId = stackId;
  }

  /** Events come newest first, so the first beginning that is met is the last operation's. */
  Set<String> find() {
    var stuck = new LinkedHashSet<String>();
    String next = null;
    for (int page = 0; page < PAGES; page++) {
      DescribeStackEventsResponse answer = events(next);
      for (StackEvent event : answer.stackEvents()) {
        boolean own = stackId.equals(event.physicalResourceId());
        if (begins(own, event.resourceStatusAsString())) {
          return stuck;
        }
        if (isStuck(own, event.resourceStatusAsString(), event.resourceStatusReason())) {
          stuck.add(event.logicalResourceId());
        }
      }
      next = answer.nextToken();
      if (next == null) {
        break;
      }
    }
    return stuck;
  }

  static boolean begins(boolean own, String status) {
    return own && BEGINNINGS.contains(status);
  }

  /** What was merely given up because another failed did not stick, and may not be skipped. */
  static boolean isStuck(boolean own, String status, String reason) {
    return !own && STUCK.contains(status) && !FirstCause.isEcho(reason);
  }

  private DescribeStackEventsResponse events(String next) {
    return AwsFailures.call(
        AwsService.CLOUDFORMATION,
        () ->
            client.describeStackEvents(
                request ->
                    request
                        .stackName(stackId)
                        .nextToken(next)
                        .overrideConfiguration(session.asRole())));
  }
}
