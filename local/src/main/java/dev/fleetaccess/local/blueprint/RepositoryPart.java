package dev.fleetaccess.local.blueprint;

import java.util.Objects;

/**
 * The role repository as deployed.
 *
 * @param name its name
 * @param arn its ARN
 */
public record RepositoryPart(String name, String arn) {
  public RepositoryPart {
    Objects.requireNonNull(name);
    Objects.requireNonNull(arn);
  }
}
