package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code AWS::IAM::RolePolicy} and {@code AWS::IAM::Policy}: an inline policy of a role that stands
 * elsewhere, or of several.
 *
 * @param roles the property that names the roles
 */
record InlinePolicyHandler(String roles) implements ResourceHandler {
  @Override
  public Set<String> properties() {
    return Set.of("PolicyDocument", "PolicyName", roles);
  }

  @Override
  public Set<String> required() {
    return Set.of("PolicyName", roles);
  }

  @Override
  public boolean named(JsonNode properties) {
    return false;
  }

  @Override
  public boolean taggable() {
    return false;
  }

  @Override
  public Set<String> immutable() {
    return roles.equals("RoleName") ? Set.of("PolicyName", "RoleName") : Set.of();
  }

  @Override
  public Made create(String logicalId, ObjectNode properties, HandlerContext context) {
    put(properties, context);
    var name = properties.path("PolicyName").asText();
    return new Made(
        roles.equals("RoleName") ? name + "|" + properties.path(roles).asText() : name, Map.of());
  }

  @Override
  public Made update(String physicalId, ObjectNode old, ObjectNode wanted, HandlerContext context) {
    put(wanted, context);
    var kept = targets(wanted);
    boolean renamed = !old.path("PolicyName").equals(wanted.path("PolicyName"));
    targets(old).stream()
        .filter(role -> renamed || !kept.contains(role))
        .forEach(role -> remove(role, old, context));
    return new Made(
        roles.equals("RoleName") ? physicalId : wanted.path("PolicyName").asText(), Map.of());
  }

  @Override
  public void delete(String physicalId, ObjectNode properties, HandlerContext context) {
    targets(properties).forEach(role -> remove(role, properties, context));
  }

  private List<String> targets(JsonNode properties) {
    return Json.texts(properties.path(roles));
  }

  private void put(JsonNode properties, HandlerContext context) {
    for (var role : targets(properties)) {
      context.require("iam:PutRolePolicy", context.iam().arnOf(role));
      context
          .iam()
          .putPolicy(
              role,
              properties.path("PolicyName").asText(),
              Policies.document(properties.path("PolicyDocument")));
    }
  }

  private static void remove(String role, JsonNode properties, HandlerContext context) {
    var name = properties.path("PolicyName").asText();
    var live = context.iam().find(role);
    if (live.filter(each -> each.spec().inline().containsKey(name)).isPresent()) {
      context.require("iam:DeleteRolePolicy", context.iam().arnOf(role));
      context.iam().deletePolicy(role, name);
    }
  }
}
