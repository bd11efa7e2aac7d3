package dev.fleetaccess.aws;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Looks which resources a stack's last deletion or rollback stuck at: those that failed since it
 * began. What failed before, in the update that is being rolled back, may not be skipped.
 */
final class StuckResources {
  /** The stack's own events by which a deletion or a rollback begins, or is continued. */
  private static final Set<String> BEGINNINGS =
      Set.of("DELETE_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS");

  private static final Set<String> STUCK = Set.of("DELETE_FAILED", "UPDATE_FAILED");

  private final StackEvents events;
  private final String stackId;

  StuckResources(CloudFormationClient client, AwsSession session, String stackId) {
    this.events = new StackEvents(client, session, stackId);
    this.stackId = stackId;
  }

  /** Events come newest first, so the first beginning that is met is the last operation's. */
  Set<String> find() {
    var stuck = new LinkedHashSet<String>();
    events.pages(page -> isWithinTheOperation(page, stuck));
    return stuck;
  }

  private boolean isWithinTheOperation(List<StackEvent> page, Set<String> stuck) {
    for (StackEvent event : page) {
      boolean own = stackId.equals(event.physicalResourceId());
      if (begins(own, event.resourceStatusAsString())) {
        return false;
      }
      if (isStuck(own, event.resourceStatusAsString(), event.resourceStatusReason())) {
        stuck.add(event.logicalResourceId());
      }
    }
    return true;
  }

  static boolean begins(boolean own, String status) {
    return own && BEGINNINGS.contains(status);
  }

  /** What was merely given up because another failed did not stick, and may not be skipped. */
  static boolean isStuck(boolean own, String status, String reason) {
    return !own && STUCK.contains(status) && !FirstCause.isEcho(reason);
  }
}
