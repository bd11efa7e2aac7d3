package dev.fleetaccess.local.sim.org;

import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The service control policies attached to the root, units and accounts. */
public final class ControlPolicies {
  private static final PolicyDocument FULL_ACCESS =
      PolicyDocument.parse(
          "{\"Version\":\"2012-10-17\",\"Statement\":"
              + "[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");

  private final Map<String, Map<String, PolicyDocument>> attached = new LinkedHashMap<>();

  /** Attaches a policy to a root, unit or account, or replaces the one of that name. */
  public void attach(String target, String name, PolicyDocument policy) {
    attached.computeIfAbsent(target, each -> new LinkedHashMap<>()).put(name, policy);
  }

  /** Detaches a policy; {@code FullAWSAccess}, which is attached everywhere, included. */
  public void detach(String target, String name) {
    var policies = attached.computeIfAbsent(target, each -> new LinkedHashMap<>());
    policies.remove(name);
    if (name.equals("FullAWSAccess")) {
      policies.put("FullAWSAccess", null);
    }
  }

  List<PolicyDocument> of(String target) {
    var policies = attached.get(target);
    if (policies == null) {
      return List.of(FULL_ACCESS);
    }
    var all = new LinkedHashMap<String, PolicyDocument>();
    all.put("FullAWSAccess", FULL_ACCESS);
    all.putAll(policies);
    return all.values().stream().filter(each -> each != null).toList();
  }
}
