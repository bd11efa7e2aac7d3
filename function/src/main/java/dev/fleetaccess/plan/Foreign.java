package dev.fleetaccess.plan;

import java.util.Objects;

/**
 * A policy of a role that no template names.
 *
 * @param role the role's name
 * @param policy the ARN of a managed policy that is attached, or the name of an inline one; in
 *     IAM's names there is no colon
 */
public record Foreign(String role, String policy) {
  private static final String BETWEEN = " ";

  public Foreign {
    Objects.requireNonNull(role);
    Objects.requireNonNull(policy);
    if (role.isEmpty() || policy.isEmpty() || role.contains(BETWEEN)) {
      throw new IllegalArgumentException("a policy of a role has both their names");
    }
  }

  /**
   * What {@link #toString} wrote.
   *
   * @throws IllegalArgumentException where it did not
   */
  public static Foreign of(String text) {
    int between = text.indexOf(BETWEEN);
    if (between < 0) {
      throw new IllegalArgumentException("no role and policy: " + text);
    }
    return new Foreign(text.substring(0, between), text.substring(between + BETWEEN.length()));
  }

  /** Whether it is a managed policy that is attached, not an inline one. */
  public boolean attached() {
    return policy.startsWith("arn:");
  }

  /** Role and policy, a space between. */
  @Override
  public String toString() {
    return role + BETWEEN + policy;
  }
}
