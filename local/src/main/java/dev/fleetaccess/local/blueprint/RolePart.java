package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An IAM role as deployed, with every policy that applies to it.
 *
 * @param name its name
 * @param path its path, {@code /} at least
 * @param arn its ARN
 * @param trust the trust policy
 * @param policies inline policies by name: its own, and the separate ones attached to it
 * @param managedPolicies ARNs of managed policies
 * @param boundary the ARN of its permissions boundary
 */
public record RolePart(
    String name,
    String path,
    String arn,
    JsonNode trust,
    Map<String, JsonNode> policies,
    List<String> managedPolicies,
    Optional<String> boundary) {
  public RolePart {
    Objects.requireNonNull(name);
    Objects.requireNonNull(path);
    Objects.requireNonNull(arn);
    Objects.requireNonNull(trust);
    policies = Map.copyOf(policies);
    managedPolicies = List.copyOf(managedPolicies);
    Objects.requireNonNull(boundary);
  }
}
