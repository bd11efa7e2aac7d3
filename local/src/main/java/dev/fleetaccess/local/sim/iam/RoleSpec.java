package dev.fleetaccess.local.sim.iam;

import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A role as somebody asks for it.
 *
 * @param name at most 64 characters
 * @param path begins and ends with a slash; at most 512 characters
 * @param trust who may assume it, role ARNs written as ARNs
 * @param description free text
 * @param maxSession one hour to twelve
 * @param boundary the ARN of the permissions boundary
 * @param tags at most 50
 * @param inline inline policies by name
 * @param attached ARNs of managed policies
 */
public record RoleSpec(
    String name,
    String path,
    PolicyDocument trust,
    String description,
    Duration maxSession,
    Optional<String> boundary,
    Map<String, String> tags,
    Map<String, PolicyDocument> inline,
    List<String> attached) {
  public RoleSpec {
    Objects.requireNonNull(name);
    Objects.requireNonNull(path);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(description);
    Objects.requireNonNull(maxSession);
    Objects.requireNonNull(boundary);
    tags = new TreeMap<>(tags);
    inline = new TreeMap<>(inline);
    attached = List.copyOf(attached);
  }

  /** A role at path {@code /} that lasts an hour a session and may do nothing yet. */
  public static RoleSpec of(String name, PolicyDocument trust) {
    return new RoleSpec(
        name, "/", trust, "", Duration.ofHours(1), Optional.empty(), Map.of(), Map.of(), List.of());
  }

  /** The same at another path. */
  public RoleSpec at(String newPath) {
    return new RoleSpec(
        name, newPath, trust, description, maxSession, boundary, tags, inline, attached);
  }

  /** The same with another trust policy. */
  public RoleSpec trusting(PolicyDocument newTrust) {
    return new RoleSpec(
        name, path, newTrust, description, maxSession, boundary, tags, inline, attached);
  }

  /** The same with an inline policy more. */
  public RoleSpec allowing(String policyName, PolicyDocument policy) {
    var more = new TreeMap<>(inline);
    more.put(policyName, policy);
    return new RoleSpec(name, path, trust, description, maxSession, boundary, tags, more, attached);
  }

  /** The same with exactly these managed policies. */
  public RoleSpec attaching(List<String> arns) {
    return new RoleSpec(name, path, trust, description, maxSession, boundary, tags, inline, arns);
  }

  /** The same with a permissions boundary. */
  public RoleSpec bounded(String policyArn) {
    return new RoleSpec(
        name, path, trust, description, maxSession, Optional.of(policyArn), tags, inline, attached);
  }

  /** The same with exactly these tags. */
  public RoleSpec tagged(Map<String, String> newTags) {
    return new RoleSpec(
        name, path, trust, description, maxSession, boundary, newTags, inline, attached);
  }
}
