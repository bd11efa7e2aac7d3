package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.RequestContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::IAM::Role}. */
final class RoleHandler implements ResourceHandler {
  @Override
  public Set<String> properties() {
    return Set.of(
        "AssumeRolePolicyDocument",
        "Description",
        "ManagedPolicyArns",
        "MaxSessionDuration",
        "Path",
        "PermissionsBoundary",
        "Policies",
        "RoleName",
        "Tags");
  }

  @Override
  public Set<String> required() {
    return Set.of("AssumeRolePolicyDocument");
  }

  @Override
  public boolean named(JsonNode properties) {
    return properties.has("RoleName");
  }

  @Override
  public boolean taggable() {
    return true;
  }

  @Override
  public Set<String> immutable() {
    return Set.of("RoleName", "Path");
  }

  @Override
  public Made create(String logicalId, ObjectNode properties, HandlerContext context) {
    var spec = spec(name(logicalId, properties, context), properties);
    var arn = context.partition().roleArn(context.session().account(), spec.path(), spec.name());
    var conditions = RequestContext.empty().withRequestTags(spec.tags());
    context.require(
        "iam:CreateRole",
        arn,
        spec.boundary()
            .map(boundary -> conditions.with("iam:PermissionsBoundary", boundary))
            .orElse(conditions));
    if (!spec.tags().isEmpty()) {
      context.require("iam:TagRole", arn, conditions);
    }
    if (!spec.inline().isEmpty()) {
      context.require("iam:PutRolePolicy", arn, bounded(spec));
    }
    for (var policy : spec.attached()) {
      context.require("iam:AttachRolePolicy", arn, bounded(spec).with("iam:PolicyARN", policy));
    }
    context.require("iam:GetRole", arn);
    return made(context.iam().create(spec));
  }

  @Override
  public Made update(String physicalId, ObjectNode old, ObjectNode wanted, HandlerContext context) {
    var before = spec(physicalId, old);
    var after = spec(physicalId, wanted);
    new RoleChange(context, context.iam().role(physicalId)).apply(before, after);
    return made(context.iam().role(physicalId));
  }

  @Override
  public void delete(String physicalId, ObjectNode properties, HandlerContext context) {
    var found = context.iam().find(physicalId);
    if (found.isEmpty()) {
      return;
    }
    var role = found.get();
    var spec = spec(physicalId, properties);
    for (var policy : spec.attached()) {
      if (role.spec().attached().contains(policy)) {
        context.require(
            "iam:DetachRolePolicy",
            role.arn(),
            RequestContext.empty().with("iam:PolicyARN", policy));
        context.iam().detach(physicalId, policy);
      }
    }
    for (var policy : spec.inline().keySet()) {
      if (role.spec().inline().containsKey(policy)) {
        context.require("iam:DeleteRolePolicy", role.arn());
        context.iam().deletePolicy(physicalId, policy);
      }
    }
    context.require("iam:DeleteRole", role.arn());
    context.iam().delete(physicalId);
  }

  @Override
  public Optional<String> literalName(JsonNode properties) {
    var name = properties.path("RoleName");
    return name.isTextual() ? Optional.of(name.asText()) : Optional.empty();
  }

  @Override
  public boolean exists(String physicalId, AccountIam iam) {
    return iam.find(physicalId).isPresent();
  }

  @Override
  public boolean drifted(String physicalId, ObjectNode wanted, AccountIam iam) {
    var live = iam.role(physicalId).spec();
    var spec = spec(physicalId, wanted);
    return !iam.trusts(physicalId, spec.trust())
        || !live.inline().equals(spec.inline())
        || !Set.copyOf(live.attached()).equals(Set.copyOf(spec.attached()))
        || !live.boundary().equals(spec.boundary())
        || !live.maxSession().equals(spec.maxSession())
        || !live.description().equals(spec.description())
        || !live.tags().equals(spec.tags());
  }

  @Override
  public Made adopt(String physicalId, HandlerContext context) {
    var role = context.iam().role(physicalId);
    context.require("iam:GetRole", role.arn());
    return made(role);
  }

  @Override
  public Made revert(String physicalId, ObjectNode wanted, HandlerContext context) {
    var role = context.iam().role(physicalId);
    var spec = spec(physicalId, wanted);
    // A trust policy that is the same in other words is left alone.
    var live =
        context.iam().trusts(physicalId, spec.trust())
            ? role.spec().trusting(spec.trust())
            : role.spec();
    new RoleChange(context, role).apply(live, spec);
    return made(context.iam().role(physicalId));
  }

  static Made made(Role role) {
    return new Made(role.name(), Map.of("Arn", role.arn(), "RoleId", role.uniqueId()));
  }

  private static RequestContext bounded(RoleSpec spec) {
    return spec.boundary()
        .map(arn -> RequestContext.empty().with("iam:PermissionsBoundary", arn))
        .orElse(RequestContext.empty());
  }

  private static String name(String logicalId, JsonNode properties, HandlerContext context) {
    return Optional.of(properties.path("RoleName").asText())
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> context.generatedName(logicalId));
  }

  private static RoleSpec spec(String name, JsonNode properties) {
    var duration = properties.path("MaxSessionDuration").asText("3600");
    if (!duration.matches("\\d+")) {
      throw AwsError.of(
          "PropertyValidation", 400, "#/MaxSessionDuration: expected type: Integer, found: String");
    }
    return new RoleSpec(
        name,
        properties.path("Path").asText("/"),
        Policies.document(properties.path("AssumeRolePolicyDocument")),
        properties.path("Description").asText(""),
        Duration.ofSeconds(Long.parseLong(duration)),
        Optional.of(properties.path("PermissionsBoundary").asText()).filter(arn -> !arn.isEmpty()),
        Policies.tags(properties.path("Tags")),
        Policies.inline(properties.path("Policies")),
        Json.texts(properties.path("ManagedPolicyArns")));
  }
}
