package dev.fleetaccess.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Looks in a stack's events whether any of its operations ever ended well. */
final class Lives {
  /** How the first event of a stack reads. CloudFormation keeps events for 90 days. */
  private static final Set<String> FIRST = Set.of("CREATE_IN_PROGRESS", "REVIEW_IN_PROGRESS");

  /** The ends at which nothing lives. */
  private static final Set<String> NOTHING = Set.of("ROLLBACK_COMPLETE", "DELETE_COMPLETE");

  private final StackEvents events;
  private final String stackId;

  Lives(CloudFormationClient client, AwsSession session, String stackId) {
    this.events = new StackEvents(client, session, stackId);
    this.stackId = stackId;
  }

  boolean never() {
    List<String> statuses = new ArrayList<>();
    boolean whole =
        events.pages(
            page -> {
              page.stream()
                  .filter(event -> stackId.equals(event.physicalResourceId()))
                  .map(StackEvent::resourceStatusAsString)
                  .forEach(statuses::add);
              return true;
            });
    return whole && never(statuses);
  }

  /** The stack's own statuses, newest first: they have to reach back to its beginning. */
  static boolean never(List<String> statuses) {
    return !statuses.isEmpty()
        && FIRST.contains(statuses.getLast())
        && statuses.stream()
            .noneMatch(status -> status.endsWith("_COMPLETE") && !NOTHING.contains(status));
  }
}
