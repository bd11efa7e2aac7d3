package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.template.Template;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resource types that stacks of the simulation can hold. */
final class ResourceTypes {
  private static final Map<String, ResourceHandler> HANDLERS =
      Map.of(
          "AWS::IAM::Role", new RoleHandler(),
          "AWS::IAM::ManagedPolicy", new ManagedPolicyHandler(),
          "AWS::IAM::RolePolicy", new InlinePolicyHandler("RoleName"),
          "AWS::IAM::Policy", new InlinePolicyHandler("Roles"));

  private ResourceTypes() {}

  static Set<String> known() {
    return HANDLERS.keySet();
  }

  static ResourceHandler of(String type) {
    return HANDLERS.get(type);
  }

  /** The capability that a template needs; empty when it needs none. */
  static Optional<String> capability(Template template) {
    boolean named =
        template.resources().values().stream()
            .anyMatch(each -> of(each.type()).named(each.properties()));
    // Every type above is of IAM, so some capability is always needed.
    return Optional.of(named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM");
  }
}
