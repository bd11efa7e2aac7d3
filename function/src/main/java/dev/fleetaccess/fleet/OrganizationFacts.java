package dev.fleetaccess.fleet;

import java.util.Objects;

/**
 * What is found out about the organization once, instead of being configured.
 *
 * @param organizationId such as {@code o-a1b2c3d4e5}
 * @param management the management account
 * @param partition the AWS partition, such as {@code aws} or {@code aws-us-gov}
 */
public record OrganizationFacts(String organizationId, AccountId management, String partition) {
  public OrganizationFacts {
    Objects.requireNonNull(organizationId);
    Objects.requireNonNull(management);
    Objects.requireNonNull(partition);
  }
}
