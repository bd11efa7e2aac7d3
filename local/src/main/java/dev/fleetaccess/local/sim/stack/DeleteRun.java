package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.sts.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The deletion of a stack. */
final class DeleteRun extends Run {
  private final Set<String> retained;
  private final boolean forced;

  DeleteRun(
      Stack stack,
      Workshop workshop,
      Session session,
      String region,
      Duration total,
      Set<String> retained,
      boolean forced) {
    super(stack, workshop, session, region, total);
    this.retained = retained;
    this.forced = forced;
  }

  void start() {
    enter(StackStatus.DELETE_IN_PROGRESS, "User Initiated");
    var standing = standing();
    remove(
        standing,
        true,
        new Removal() {
          @Override
          public boolean keeps(StackResource resource) {
            return retained.contains(resource.logicalId());
          }

          @Override
          public void done(List<String> failed) {
            if (failed.isEmpty() || forced) {
              enter(StackStatus.DELETE_COMPLETE, "");
            } else {
              enter(
                  StackStatus.DELETE_FAILED,
                  "The following resource(s) failed to delete: ["
                      + String.join(", ", failed)
                      + "]. ");
            }
          }
        });
    go(2 * standing.size() + 1);
  }
}
