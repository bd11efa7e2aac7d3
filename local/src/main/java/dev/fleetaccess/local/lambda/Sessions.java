package dev.fleetaccess.local.lambda;

/** Opens sessions of roles, as the Lambda service does for the roles that trust it. */
@FunctionalInterface
public interface Sessions {
  /**
   * A new session.
   *
   * @param roleArn the role
   * @param sessionName the session's name; Lambda takes the function's
   * @throws IllegalStateException when the role does not trust the Lambda service
   */
  Session open(String roleArn, String sessionName);
}
