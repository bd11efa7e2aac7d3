package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.RoleStack;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes a stack because a manifest says so. This is the only way in which a stack that lived is
 * ever deleted, and only one that is ours: it carries our digest, or is the very stack that the
 * ledger recorded.
 */
final class Removal {
  private static final String BY_HAND =
      "; delete it in the CloudFormation console, or keep it and take 'delete' out of the manifest";

  private final Stacks stacks;
  private final Patience patience;

  Removal(Stacks stacks, Patience patience) {
    this.stacks = Objects.requireNonNull(stacks);
    this.patience = Objects.requireNonNull(patience);
  }

  /**
   * One visit. A call that fails throws {@link dev.fleetaccess.fleet.RemoteFailure}; the next visit
   * looks anew.
   *
   * @param session the account, entered
   * @param stood the stack as it was brought
   * @param attempt what has been tried
   * @param recorded how the stack stood when it was last right
   * @param mode the rollout, and whether it may write
   */
  Outcome visit(
      Session session,
      RoleStack stood,
      Attempt attempt,
      Optional<Applied> recorded,
      Reconciler.Mode mode) {
    StackState found = stacks.observe(session, stood);
    RemovalAction action = decide(found, attempt, recorded);
    if (mode.dryRun()) {
      return new Outcome.Previewed(words(action, found));
    }
    return switch (action) {
      case RemovalAction.Gone() -> new Outcome.Removed();
      case RemovalAction.Wait() -> Steps.wait(patience, found, attempt);
      case RemovalAction.Delete() -> {
        String token = Steps.token(mode.rollout(), found, stood, attempt);
        stacks.delete(session, stood, Steps.stackId(found), token, Set.of());
        var course = new Course(Course.Kind.REMOVING, "");
        yield new Outcome.Again(
            patience.afterWrite(), "deletion begun", attempt.on(course, Optional.of(token)));
      }
      case RemovalAction.Refuse(String reason) -> new Outcome.Refused(reason);
      case RemovalAction.GiveUp(Failure.Kind kind, String reason) -> {
        String cause =
            attempt
                .token()
                .flatMap(
                    token ->
                        stacks.firstCause(session, stood, Steps.stackId(found), Optional.of(token)))
                .map(first -> first + " — ")
                .orElse("");
        yield Steps.failed(kind, Steps.status(found), cause + reason);
      }
    };
  }

  /** The whole policy on a stack that is not wanted any more. Pure. */
  static RemovalAction decide(StackState found, Attempt attempt, Optional<Applied> recorded) {
    boolean begun = attempt.is(Course.Kind.REMOVING);
    return switch (found) {
      case StackState.Absent() -> new RemovalAction.Gone();
      case StackState.Busy busy -> new RemovalAction.Wait();
      case StackState.Settled settled -> {
        if (begun) {
          yield new RemovalAction.GiveUp(
              Failure.Kind.CONFLICT,
              "it stands there although its deletion was begun, so somebody brought it back"
                  + BY_HAND);
        }
        yield settled.applied().isPresent()
            ? new RemovalAction.Delete()
            : new RemovalAction.Refuse(
                "the stack no longer carries the tags of FleetAccess, so somebody has made it"
                    + " theirs"
                    + BY_HAND);
      }
      case StackState.Broken broken -> {
        if (begun) {
          yield new RemovalAction.GiveUp(
              Failure.Kind.ROLLED_BACK,
              "CloudFormation could not delete it (" + broken.status() + ")" + BY_HAND);
        }
        boolean same =
            recorded.filter(known -> known.stackId().equals(broken.stackId())).isPresent();
        yield same || broken.neverCreated()
            ? new RemovalAction.Delete()
            : new RemovalAction.Refuse(
                "the stack stands in "
                    + broken.status()
                    + " and is not the one that FleetAccess brought"
                    + BY_HAND);
      }
    };
  }

  private static String words(RemovalAction action, StackState found) {
    return switch (action) {
      case RemovalAction.Gone() -> "nothing";
      case RemovalAction.Wait() -> "wait: " + Steps.status(found);
      case RemovalAction.Delete() -> "delete";
      case RemovalAction.Refuse(String reason) -> "refuse: " + reason;
      case RemovalAction.GiveUp(Failure.Kind kind, String reason) -> "fail: " + reason;
    };
  }
}
