package dev.fleetaccess.reconcile;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A role as it lives in an account.
 *
 * @param name its name
 * @param path its path
 * @param trust its trust policy, JSON
 * @param inline its inline policies by name, JSON
 * @param attached ARNs of the managed policies attached to it
 * @param boundary the ARN of its permissions boundary; empty for none
 * @param session the longest session in seconds
 * @param tags its tags
 */
public record LiveRole(
    String name,
    String path,
    String trust,
    Map<String, String> inline,
    Set<String> attached,
    Optional<String> boundary,
    String session,
    Map<String, String> tags) {
  public LiveRole {
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
