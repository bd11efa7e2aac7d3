package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.ChangeSets.State;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/** What the two statuses of a change set come to. */
final class ChangeSetStatuses {
  private ChangeSetStatuses() {}

  /**
   * How a change set stands. What is not told counts as unknown, too.
   *
   * @param status whether it was made, by CloudFormation's name
   * @param execution whether it can be carried out, or was
   * @param reason CloudFormation's own words
   * @throws RemoteFailure of an unknown kind, with both statuses, when nobody knows what they mean
   */
  static State state(String status, String execution, String reason) {
    return switch (ChangeSetStatus.fromValue("" + status)) {
      case CREATE_PENDING, CREATE_IN_PROGRESS -> new State.Making();
      case CREATE_COMPLETE ->
          switch (ExecutionStatus.fromValue("" + execution)) {
            case AVAILABLE -> new State.Ready();
            case UNAVAILABLE, EXECUTE_IN_PROGRESS -> new State.Making();
            case EXECUTE_COMPLETE, EXECUTE_FAILED, OBSOLETE -> new State.Gone();
            case UNKNOWN_TO_SDK_VERSION -> throw unknown(status, execution);
          };
      case FAILED -> saysNothingToDo(reason) ? new State.Empty() : refused(reason);
      case DELETE_PENDING, DELETE_IN_PROGRESS, DELETE_COMPLETE -> new State.Gone();
      // Whether it can still be carried out is not told.
      case DELETE_FAILED, UNKNOWN_TO_SDK_VERSION -> throw unknown(status, execution);
    };
  }

  /** It could not be made, and its events tell why. */
  static State explained(Cause cause, String reason) {
    return refused(cause + " — " + reason);
  }

  /** It could not be made, for a reason that the table of failures names. */
  static State.Refused refused(String reason) {
    Failure failure = AwsFailures.failure(AwsService.CLOUDFORMATION, State.Refused.CODE, reason);
    return new State.Refused(failure.kind(), failure.message());
  }

  /** CloudFormation fails such a change set, and says it in one of two ways. */
  private static boolean saysNothingToDo(String reason) {
    return reason.contains("didn't contain changes")
        || reason.contains("No updates are to be performed");
  }

  private static RemoteFailure unknown(String status, String execution) {
    return new RemoteFailure(
        new Failure(
            Failure.Kind.UNKNOWN,
            "ChangeSetStatus",
            "the change set stands in %s, to be carried out: %s, and nobody here knows what that means"
                .formatted(status, execution)));
  }
}
