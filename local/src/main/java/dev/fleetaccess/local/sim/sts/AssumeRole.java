package dev.fleetaccess.local.sim.sts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A request to assume a role.
 *
 * @param roleArn the role's ARN, path included
 * @param sessionName 2 to 64 letters, digits and {@code _+=,.@-}
 * @param duration 15 minutes at least; an hour when empty
 * @param policy a session policy of at most 2,048 characters
 * @param policyArns managed policies of the role's account that narrow the session
 * @param tags session tags
 * @param transitiveTags the tags that sessions made from this one inherit
 * @param externalId what the trust policy may demand
 * @param sourceIdentity who is behind it; stays through a chain
 */
public record AssumeRole(
    String roleArn,
    String sessionName,
    Optional<Duration> duration,
    Optional<String> policy,
    List<String> policyArns,
    Map<String, String> tags,
    Set<String> transitiveTags,
    Optional<String> externalId,
    Optional<String> sourceIdentity) {
  public AssumeRole {
    Objects.requireNonNull(roleArn);
    Objects.requireNonNull(sessionName);
    Objects.requireNonNull(duration);
    Objects.requireNonNull(policy);
    policyArns = List.copyOf(policyArns);
    tags = Map.copyOf(tags);
    transitiveTags = Set.copyOf(transitiveTags);
    Objects.requireNonNull(externalId);
    Objects.requireNonNull(sourceIdentity);
  }

  /** The plain request: a role and a session name. */
  public static AssumeRole of(String roleArn, String sessionName) {
    return new AssumeRole(
        roleArn,
        sessionName,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with session tags. */
  public AssumeRole tagged(Map<String, String> sessionTags) {
    return new AssumeRole(
        roleArn,
        sessionName,
        duration,
        policy,
        policyArns,
        sessionTags,
        transitiveTags,
        externalId,
        sourceIdentity);
  }

  /** The same narrowed by a session policy. */
  public AssumeRole narrowed(String sessionPolicy) {
    return new AssumeRole(
        roleArn,
        sessionName,
        duration,
        Optional.of(sessionPolicy),
        policyArns,
        tags,
        transitiveTags,
        externalId,
        sourceIdentity);
  }

  /** The same for that long. */
  public AssumeRole lasting(Duration newDuration) {
    return new AssumeRole(
        roleArn,
        sessionName,
        Optional.of(newDuration),
        policy,
        policyArns,
        tags,
        transitiveTags,
        externalId,
        sourceIdentity);
  }
}
