package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * A customer managed policy as deployed.
 *
 * @param name its name
 * @param path its path, {@code /} at least
 * @param arn its ARN
 * @param document the policy
 */
public record ManagedPolicyPart(String name, String path, String arn, JsonNode document) {
  public ManagedPolicyPart {
    Objects.requireNonNull(name);
    Objects.requireNonNull(path);
    Objects.requireNonNull(arn);
    Objects.requireNonNull(document);
  }
}
