package dev.fleetaccess.local.sim.org;

import dev.fleetaccess.local.sim.base.AwsError;

/** The errors of AWS Organizations, worded as it words them; all are HTTP 400. */
public final class OrganizationErrors {
  private OrganizationErrors() {}

  /** The caller may not do this. */
  public static AwsError accessDenied() {
    return of("AccessDeniedException", "You don't have permissions to access this resource.");
  }

  /** The caller's account is in no organization. */
  public static AwsError notInUse() {
    return of(
        "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
  }

  /** No such account in the organization. */
  public static AwsError accountNotFound() {
    return of("AccountNotFoundException", "You specified an account that doesn't exist.");
  }

  /** Something about the input is wrong. */
  public static AwsError invalidInput(String reason, String message) {
    return of("InvalidInputException", message).with("Reason", reason);
  }

  /** A rule of the organization forbids it. */
  public static AwsError constraint(String reason, String message) {
    return of("ConstraintViolationException", message).with("Reason", reason);
  }

  /** Any other error of the service. */
  public static AwsError of(String code, String message) {
    return AwsError.of(code, 400, message);
  }
}
