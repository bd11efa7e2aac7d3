package dev.fleetaccess.local.sim.sts;

import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a new session is to be like. */
record SessionTerms(
    Partition partition,
    String name,
    List<PolicyDocument> policies,
    Map<String, String> tags,
    Set<String> transitiveTags,
    Optional<String> sourceIdentity) {

  static SessionTerms named(Partition partition, String name) {
    return new SessionTerms(partition, name, List.of(), Map.of(), Set.of(), Optional.empty());
  }
}
