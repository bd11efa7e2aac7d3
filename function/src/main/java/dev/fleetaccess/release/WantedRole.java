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
 * @param inlineUntold whether it has inline policies whose names only CloudFormation knows, so that
 *     none can be called foreign
 * @param attachedUntold beginnings of the ARNs of attached policies that only CloudFormation knows
 *     whole; an empty one where nothing of it can be told
 * @param boundary its permissions boundary
 * @param session the longest session in seconds; 3,600 where the template is silent, IAM's default;
 *     empty where only CloudFormation can tell it
 * @param tags its own and its stack's tags
 */
public record WantedRole(
    String logicalId,
    String name,
    String path,
    Optional<String> trust,
    Map<String, Optional<String>> inline,
    Set<String> attached,
    boolean inlineUntold,
    Set<String> attachedUntold,
    WantedBoundary boundary,
    Optional<String> session,
    Map<String, String> tags) {
  public WantedRole {
    Objects.requireNonNull(logicalId);
    Objects.requireNonNull(name);
    Objects.requireNonNull(path);
    Objects.requireNonNull(trust);
    inline = Collections.unmodifiableSortedMap(new TreeMap<>(inline));
    attached = Collections.unmodifiableSortedSet(new TreeSet<>(attached));
    attachedUntold = Collections.unmodifiableSortedSet(new TreeSet<>(attachedUntold));
    Objects.requireNonNull(boundary);
    Objects.requireNonNull(session);
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }
}
