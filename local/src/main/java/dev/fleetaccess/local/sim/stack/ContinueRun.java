package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.sts.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Goes on with a rollback that was stuck, without the resources to skip. */
final class ContinueRun extends Run {
  ContinueRun(Stack stack, Workshop workshop, Session session, String region, Duration total) {
    super(stack, workshop, session, region, total);
  }

  void start(List<Undo> unfinished, Set<String> skipped) {
    enter(StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, "User Initiated");
    unfinished.stream()
        .filter(each -> skipped.contains(each.logicalId()))
        .flatMap(each -> each.before().stream())
        .forEach(each -> happen(each, "UPDATE_COMPLETE", "Resource was skipped."));
    new Rollback(
            this, unfinished.stream().filter(each -> !skipped.contains(each.logicalId())).toList())
        .plan();
    go(2 * unfinished.size() + 2);
  }
}
