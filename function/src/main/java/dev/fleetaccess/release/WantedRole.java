package dev.fleetaccess.release;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A role as a stack makes it in one account. Policies stand in their {@link PolicyForm}; one that
 * holds what only CloudFormation can resolve is empty, and nobody compares it.
 *
 * @param logicalId its logical id in the template
 * @param name its name
 * @param path its path
 * @param trust who may become it
 * @param inline its inline policies by name, those of policy resources beside it included
 * @param attached ARNs of the managed policies attached to it
 * @param ownPolicies whether the stack attaches policies whose names only CloudFormation knows
 * @param boundary the ARN of its permissions boundary; empty for none
 * @param session the longest session in seconds; 3,600 where the template is silent, IAM's default
 * @param tags its own and its stack's tags
 */
public record WantedRole(
    String logicalId,
    String name,
    String path,
    Optional<String> trust,
    Map<String, Optional<String>> inline,
    Set<String> attached,
    boolean ownPolicies,
    Optional<String> boundary,
    String session,
    Map<String, String> tags) {
  public WantedRole {
    Objects.requireNonNull(logicalId);
    Objects.requireNonNull(name);
    Objects.requireNonNull(path);
    Objects.requireNonNull(trust);
    inline = Collections.unmodifiableSortedMap(new TreeMap<>(inline));
    attached = Collections.unmodifiableSortedSet(new TreeSet<>(attached));
    Objects.requireNonNull(boundary);
    Objects.requireNonNull(session);
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }
}
