package dev.fleetaccess.reconcile;

/** Why a stack or role that stands there is left alone, and what a person can do about it. */
public final class Advice {
  /** What a refusal names that the manifest can lift: it has the role taken over. */
  public static final String ADOPT = "'adopt: true'";

  private static final String RERUN = ", then re-run the account";

  /** Of a stack that never lived, and that we could not delete. */
  static final String ON_OUR_DELETION =
      "nothing of the stack ever lived, and it could not be deleted: see in its events what blocks,"
          + " delete it in the CloudFormation console, retaining that"
          + RERUN;

  private Advice() {}

  /** What is said of a status. */
  static String on(String status) {
    return switch (status) {
      case "DELETE_FAILED" ->
          "somebody's deletion of the stack stuck, and it may have lived: delete it in the"
              + " CloudFormation console, retaining what blocks"
              + RERUN;
      case "UPDATE_FAILED" ->
          "somebody's update failed and was told not to roll back: roll it back in the"
              + " CloudFormation console"
              + RERUN;
      case "UPDATE_ROLLBACK_FAILED" ->
          "its rollback sticks: see in the stack's events what blocks, mend that, and continue the"
              + " rollback in the CloudFormation console"
              + RERUN;
      case "IMPORT_ROLLBACK_FAILED" ->
          "somebody's import into the stack could not be taken back: see in the stack's events what"
              + " blocks, and remove the stack retaining its resources"
              + RERUN;
      case "CREATE_FAILED", "ROLLBACK_FAILED", "ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS" ->
          "the stack never came to live ("
              + status
              + "): delete it in the CloudFormation console"
              + RERUN;
      default ->
          "the stack stands in "
              + status
              + ": bring it to a COMPLETE state or remove it in the CloudFormation console"
              + RERUN;
    };
  }
}
