package dev.fleetaccess.local.sim.stack;

import java.time.Instant;

/**
 * What a check found before anything was made. It stands among the events of its operation, and not
 * among the stack's own.
 *
 * @param check such as {@code NAME_CONFLICT_VALIDATION}
 * @param logicalId the resource's name
 * @param type the resource's type
 * @param reason what is wrong
 * @param operation the operation's id; a change set's, where that was checked
 * @param time when
 */
public record Objection(
    String check, String logicalId, String type, String reason, String operation, Instant time) {
  /** How the stack's own event says that an operation on it was refused. */
  static String failed(int objections) {
    return "Validation failed with "
        + objections
        + " error(s). Call DescribeEvents to retrieve the full list of issues with resource and"
        + " property details, resolve each error, then retry the operation.";
  }

  /** How the rollback after that begins. */
  static final String DETECTED =
      "Validation failure detected. See the operation's FAILED event for details.";

  /** How a change set says that it was refused. */
  static final String CHANGE_SET =
      "The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. To"
          + " troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure"
          + " information.";

  /** Where in the template it is. */
  public String path() {
    return "/Resources/" + logicalId;
  }
}
