package dev.fleetaccess.cli;

import java.util.Map;
import java.util.Objects;

/**
 * Where a release is read from. What is empty is not said.
 *
 * @param repository the role repository's name
 * @param region where it is
 * @param branch the branch that is rolled out
 */
record RoleSource(String repository, String region, String branch) {
  /** The one that belongs to the ledger. */
  static final RoleSource OWN = new RoleSource("", "", "");

  RoleSource {
    Objects.requireNonNull(repository);
    Objects.requireNonNull(region);
    Objects.requireNonNull(branch);
  }

  /** As a function was deployed, by its environment. */
  static RoleSource of(Map<String, String> environment) {
    return new RoleSource(
        environment.getOrDefault("FLEET_REPOSITORY", ""),
        environment.getOrDefault("FLEET_REPOSITORY_REGION", ""),
        environment.getOrDefault("FLEET_BRANCH", ""));
  }

  /** The same, what it does not say taken from the other. */
  RoleSource or(RoleSource other) {
    return new RoleSource(
        repository.isEmpty() ? other.repository : repository,
        region.isEmpty() ? other.region : region,
        branch.isEmpty() ? other.branch : branch);
  }
}
