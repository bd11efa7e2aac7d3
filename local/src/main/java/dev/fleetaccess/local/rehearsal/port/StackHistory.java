package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.aws.AwsAnswers;
import dev.fleetaccess.local.sim.stack.StackEvent;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.Stacks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the events of a simulated stack tell, newest first, read by the tables of the adapters.
 * Pure.
 */
final class StackHistory {
  private StackHistory() {}

  /** The resources that the last deletion or rollback stuck at. */
  static Set<String> stuckAt(String stackId, List<StackEvent> events) {
    Set<String> stuck = new LinkedHashSet<>();
    for (StackEvent event : events) {
      boolean own = event.physicalId().equals(stackId);
      if (AwsAnswers.beginsStuckOperation(own, event.status())) {
        return stuck;
      }
      if (AwsAnswers.isStuck(own, event.status(), event.reason())) {
        stuck.add(event.logicalId());
      }
    }
    return stuck;
  }

  /** Whether none of its operations ever ended well. */
  static boolean neverLived(String stackId, List<StackEvent> events) {
    return AwsAnswers.neverLived(
        events.stream()
            .filter(event -> event.physicalId().equals(stackId))
            .map(StackEvent::status)
            .toList());
  }

  /** The first failure under the token, else of the last operation, if that is ours. */
  static Optional<Cause> firstCause(Optional<String> token, List<StackEvent> events) {
    return token
        .flatMap(operation -> under(operation, events))
        .or(
            () ->
                events
                    .getFirst()
                    .token()
                    .filter(last -> last.startsWith(Stacks.TOKEN_PREFIX))
                    .flatMap(last -> under(last, events)));
  }

  /** Newest first, so that the last one found is the first that happened. */
  private static Optional<Cause> under(String token, List<StackEvent> events) {
    return events.stream()
        .filter(event -> AwsAnswers.isCause(token, event.token(), event.status(), event.reason()))
        .reduce((newer, older) -> older)
        .map(event -> new Cause(event.logicalId(), event.reason()));
  }
}
