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

  /**
   * What events of a stack tell of why an operation failed.
   *
   * @param cause by the stack's own words
   * @param elsewhere the operation whose own events are to be asked, where these tell nothing or
   *     only that they do
   */
  record Told(Optional<Cause> cause, Optional<String> elsewhere) {}

  /** The first failure under the token. */
  static Told under(String token, List<StackEvent> events) {
    Optional<StackEvent> first =
        events.stream()
            .filter(
                event -> AwsAnswers.isCause(token, event.token(), event.status(), event.reason()))
            // Newest first, so that the last one found is the first that happened.
            .reduce((newer, older) -> older);
    boolean told = first.filter(each -> !AwsAnswers.isToldElsewhere(each.reason())).isPresent();
    Optional<String> operation =
        events.stream()
            .filter(event -> event.token().equals(Optional.of(token)))
            .reduce((newer, older) -> older)
            .map(StackEvent::operation);
    return new Told(
        first.map(event -> new Cause(event.logicalId(), event.reason())),
        told ? Optional.empty() : operation);
  }

  /** The token of the last operation, if that is ours. */
  static Optional<String> last(List<StackEvent> events) {
    return events.getFirst().token().filter(last -> last.startsWith(Stacks.TOKEN_PREFIX));
  }
}
