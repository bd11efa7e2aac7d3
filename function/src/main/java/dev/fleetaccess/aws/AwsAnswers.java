package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.reconcile.Cause;
import dev.fleetaccess.reconcile.ChangeSets;
import dev.fleetaccess.reconcile.StackState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How answers of AWS are read, for whoever stands in for AWS without its wire: by the same tables
 * that the adapters read them by.
 */
public final class AwsAnswers {
  private AwsAnswers() {}

  /**
   * What an error comes to.
   *
   * @param service such as {@code sts}
   * @param code AWS's error code
   * @param httpStatus decides where the code is not known
   * @throws IllegalArgumentException when nothing here calls the service
   */
  public static Failure failure(String service, String code, int httpStatus, String message) {
    AwsService from = AwsService.valueOf(service.toUpperCase(Locale.ROOT));
    Failure failure = AwsFailures.failure(from, code, message);
    return failure.kind() == Failure.Kind.UNKNOWN && httpStatus >= 500
        ? new Failure(Failure.Kind.UNAVAILABLE, failure.code(), failure.message())
        : failure;
  }

  /**
   * What a stack that DescribeStacks tells of comes to.
   *
   * @param status by CloudFormation's name
   * @param changed when it was last updated, or created when it never was
   */
  public static StackState stack(
      String stackId, String status, Map<String, String> tags, Instant changed) {
    return StackStatuses.state(stackId, status, tags, changed);
  }

  /**
   * Whether an event of a stack can be the first cause of an operation's failure: it failed, says
   * why, and is not merely the echo of another.
   *
   * @param token the operation's client request token
   * @param eventToken the event's
   */
  public static boolean isCause(
      String token, Optional<String> eventToken, String status, String reason) {
    return FirstCause.isCause(token, eventToken.orElse(null), status, reason);
  }

  /**
   * Whether a reason says only that CloudFormation checked an operation before it made anything,
   * and where to read what it found.
   */
  public static boolean isToldElsewhere(String reason) {
    return FirstCause.isToldElsewhere(reason);
  }

  /**
   * Whether DescribeEvents tells nothing to whoever asks it so: the service does not know the
   * question, or the caller may not ask.
   */
  public static boolean tellsNothing(Failure failure) {
    return FirstCause.tellsNothing(failure);
  }

  /**
   * Whether an event begins the deletion or rollback that a stack may stick in.
   *
   * @param own whether it is the stack's own
   */
  public static boolean beginsStuckOperation(boolean own, String status) {
    return StuckResources.begins(own, status);
  }

  /** Whether an event tells of a resource that a deletion or rollback stuck at. */
  public static boolean isStuck(boolean own, String status, String reason) {
    return StuckResources.isStuck(own, status, reason);
  }

  /**
   * Whether a stack's own events, newest first, show that none of its operations ever ended well.
   */
  public static boolean neverLived(List<String> statuses) {
    return Lives.never(statuses);
  }

  /**
   * How a change set stands that DescribeChangeSet tells of.
   *
   * @param status whether it was made
   * @param execution whether it can be carried out, or was
   * @param reason CloudFormation's own words
   */
  public static ChangeSets.State changeSet(String status, String execution, String reason) {
    return ChangeSetStatuses.state(status, execution, reason);
  }

  /**
   * A change set that could not be made, with what its events tell.
   *
   * @param reason CloudFormation's own words
   */
  public static ChangeSets.State explained(Cause cause, String reason) {
    return ChangeSetStatuses.explained(cause, reason);
  }
}
