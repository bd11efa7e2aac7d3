package dev.fleetaccess.local.sim.iam;

import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A managed policy.
 *
 * @param arn its ARN
 * @param uniqueId {@code ANPA…}
 * @param name its name
 * @param path its path
 * @param description free text
 * @param versions its versions, oldest first; the last is the default one
 * @param created when it was created
 */
public record ManagedPolicy(
    String arn,
    String uniqueId,
    String name,
    String path,
    String description,
    List<PolicyDocument> versions,
    Instant created) {
  public ManagedPolicy {
    Objects.requireNonNull(arn);
    Objects.requireNonNull(uniqueId);
    Objects.requireNonNull(name);
    Objects.requireNonNull(path);
    Objects.requireNonNull(description);
    versions = List.copyOf(versions);
    Objects.requireNonNull(created);
  }

  /** The default version's document. */
  public PolicyDocument document() {
    return versions.getLast();
  }

  /** The default version's id, such as {@code v1}. */
  public String version() {
    return "v" + versions.size();
  }
}
