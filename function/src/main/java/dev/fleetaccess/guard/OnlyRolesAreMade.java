package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Resource;
import dev.fleetaccess.release.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Templates make roles and their policies, nothing else; in the management account, where the
 * deployer role may write roles alone, no policy that stands by itself.
 */
final class OnlyRolesAreMade implements Rule {
  private static final Set<String> INLINE =
      Set.of("AWS::IAM::Role", "AWS::IAM::RolePolicy", "AWS::IAM::Policy");
  private static final String MANAGED = "AWS::IAM::ManagedPolicy";

  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (Manifest.Stack stack : examined.release().manifest().stacks()) {
      Template template = examined.release().template(stack.name());
      boolean management = stack.in().contains(Placement.ORGANIZATION);
      Resource.of(template)
          .filter(resource -> !resource.id().startsWith("Fn::"))
          .forEach(resource -> findings.addAll(examine(template, resource, management)));
    }
    return findings;
  }

  private static List<Finding> examine(Template template, Resource resource, boolean management) {
    var type = resource.type();
    if (type.isEmpty()) {
      return error(
          template,
          resource,
          "template-resource-type",
          "The resource '" + resource.id() + "' has no type that can be read: name it plainly.");
    }
    if (INLINE.contains(type.get())) {
      return List.of();
    }
    if (!type.get().equals(MANAGED)) {
      return error(
          template,
          resource,
          "template-resource-type",
          "'"
              + resource.id()
              + "' is of the type "
              + type.get()
              + ", and FleetAccess keeps roles and their policies only: move it into another"
              + " template of yours.");
    }
    return management
        ? error(
            template,
            resource,
            "management-managed-policy",
            "'"
                + resource.id()
                + "' is a managed policy, which FleetAccess may not write in the management"
                + " account: put its statements into the role as an inline policy.")
        : List.of();
  }

  private static List<Finding> error(
      Template template, Resource resource, String id, String message) {
    return List.of(Finding.error(id, template.file(), resource.line(), message));
  }
}
