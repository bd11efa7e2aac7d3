package dev.fleetaccess.local.sim.sts;

import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.policy.Who;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A session of a role, with its temporary credentials.
 *
 * @param credentials the keys it signs with
 * @param partition the partition of its ARNs
 * @param account the role's account
 * @param roleId the role's unique id; the session dies with that role, not with its name
 * @param roleArn the role's ARN, path included
 * @param name the session's name
 * @param policies policies passed when it was made; empty when none was
 * @param tags session tags, those handed on by an earlier session included
 * @param transitiveTags the tags that it hands on to sessions made from it
 * @param sourceIdentity handed on too
 */
public record Session(
    Credentials credentials,
    Partition partition,
    String account,
    String roleId,
    String roleArn,
    String name,
    List<PolicyDocument> policies,
    Map<String, String> tags,
    Set<String> transitiveTags,
    Optional<String> sourceIdentity) {
  /**
   * Temporary credentials.
   *
   * @param accessKeyId {@code ASIA…}, letters and digits only
   * @param secretAccessKey the secret
   * @param sessionToken the token
   * @param expires when they end
   */
  public record Credentials(
      String accessKeyId, String secretAccessKey, String sessionToken, Instant expires) {
    public Credentials {
      Objects.requireNonNull(accessKeyId);
      Objects.requireNonNull(secretAccessKey);
      Objects.requireNonNull(sessionToken);
      Objects.requireNonNull(expires);
    }

    @Override
    public String toString() {
      return accessKeyId + " until " + expires;
    }
  }

  public Session {
    Objects.requireNonNull(credentials);
    Objects.requireNonNull(partition);
    Objects.requireNonNull(account);
    Objects.requireNonNull(roleId);
    Objects.requireNonNull(roleArn);
    Objects.requireNonNull(name);
    policies = List.copyOf(policies);
    tags = new TreeMap<>(tags);
    transitiveTags = Set.copyOf(transitiveTags);
    Objects.requireNonNull(sourceIdentity);
  }

  /** The session's ARN: the role's name without its path, and the session's. */
  public String arn() {
    var role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
    return partition.arn("sts", "", account, "assumed-role/" + role + "/" + name);
  }

  /** What {@code UserId} shows: unique id and session name. */
  public String userId() {
    return roleId + ":" + name;
  }

  /** The session as the principal element of a policy sees it. */
  public Who who() {
    return new Who.RoleSession(account, roleId, arn());
  }
}
