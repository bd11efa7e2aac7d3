package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.ManagedPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::IAM::ManagedPolicy}. */
final class ManagedPolicyHandler implements ResourceHandler {
  @Override
  public Set<String> properties() {
    return Set.of("Description", "ManagedPolicyName", "Path", "PolicyDocument", "Roles");
  }

  @Override
  public Set<String> required() {
    return Set.of("PolicyDocument");
  }

  @Override
  public boolean named(JsonNode properties) {
    return properties.has("ManagedPolicyName");
  }

  @Override
  public boolean taggable() {
    return false;
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ManagedPolicyName", "Path", "Description");
  }

  @Override
  public boolean namesChecked() {
    return true;
  }

  @Override
  public Optional<String> taken(JsonNode properties, AccountIam iam) {
    var arn =
        iam.policies()
            .arnOf(
                properties.path("Path").asText("/"), properties.path("ManagedPolicyName").asText());
    return iam.policies().own().stream().map(ManagedPolicy::arn).filter(arn::equals).findFirst();
  }

  @Override
  public Made create(String logicalId, ObjectNode properties, HandlerContext context) {
    var name =
        Optional.of(properties.path("ManagedPolicyName").asText())
            .filter(each -> !each.isEmpty())
            .orElseGet(() -> context.generatedName(logicalId));
    var path = properties.path("Path").asText("/");
    context.require("iam:CreatePolicy", context.iam().policies().arnOf(path, name));
    var policy =
        context
            .iam()
            .policies()
            .create(
                name,
                path,
                properties.path("Description").asText(""),
                Policies.document(properties.path("PolicyDocument")));
    attach(policy.arn(), Json.object(), properties, context);
    return new Made(policy.arn(), Map.of("PolicyArn", policy.arn(), "PolicyId", policy.uniqueId()));
  }

  @Override
  public Made update(String physicalId, ObjectNode old, ObjectNode wanted, HandlerContext context) {
    if (!old.path("PolicyDocument").equals(wanted.path("PolicyDocument"))) {
      context.require("iam:CreatePolicyVersion", physicalId);
      context.iam().policies().update(physicalId, Policies.document(wanted.path("PolicyDocument")));
    }
    attach(physicalId, old, wanted, context);
    var policy = context.iam().policies().policy(physicalId);
    return new Made(physicalId, Map.of("PolicyArn", physicalId, "PolicyId", policy.uniqueId()));
  }

  @Override
  public void delete(String physicalId, ObjectNode properties, HandlerContext context) {
    if (context.iam().policies().own().stream().noneMatch(p -> p.arn().equals(physicalId))) {
      return;
    }
    attach(physicalId, properties, Json.object(), context);
    context.require("iam:DeletePolicy", physicalId);
    context.iam().policies().delete(physicalId);
  }

  private static void attach(String arn, JsonNode old, JsonNode wanted, HandlerContext context) {
    var before = Json.texts(old.path("Roles"));
    var after = Json.texts(wanted.path("Roles"));
    for (var role : after) {
      if (!before.contains(role)) {
        context.require("iam:AttachRolePolicy", context.iam().arnOf(role));
        context.iam().attach(role, arn);
      }
    }
    for (var role : before) {
      var live = context.iam().find(role);
      if (!after.contains(role)
          && live.filter(each -> each.spec().attached().contains(arn)).isPresent()) {
        context.require("iam:DetachRolePolicy", context.iam().arnOf(role));
        context.iam().detach(role, arn);
      }
    }
  }
}
