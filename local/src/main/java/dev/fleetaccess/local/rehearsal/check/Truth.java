package dev.fleetaccess.local.rehearsal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackResource;
import dev.fleetaccess.local.sim.stack.StackStatus;
import dev.fleetaccess.release.RoleStack;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How accounts really are: read from the simulated stacks and roles, inside the model's lock. */
public final class Truth {
  private static final Set<StackStatus> COMPLETE =
      Set.of(
          StackStatus.CREATE_COMPLETE,
          StackStatus.UPDATE_COMPLETE,
          // An update that was taken back may have left just what is wanted next.
          StackStatus.UPDATE_ROLLBACK_COMPLETE,
          // As may an import that was taken back.
          StackStatus.IMPORT_ROLLBACK_COMPLETE);

  private final SimulatedOrganization world;

  /** What roles were found to be as written, by unique id: most are looked at again unchanged. */
  private final Map<String, AsWritten> asWritten = new HashMap<>();

  private record AsWritten(RoleSpec spec, JsonNode wanted) {
    boolean still(Role role, StackResource resource) {
      return spec == role.spec() && wanted == resource.properties();
    }
  }

  /** The truth about that world. */
  public Truth(SimulatedOrganization world) {
    this.world = Objects.requireNonNull(world);
  }

  /** The stack that stands in the account. */
  public Optional<Stack> stack(String account, RoleStack desired) {
    return world.cloudFormation().at(account, desired.region()).find(desired.name());
  }

  /** Whether the account belongs to the organization. */
  public boolean member(String account) {
    return world.organization().find(account).isPresent();
  }

  /** What is wrong with a stack and its roles; empty when both are as desired. */
  public Optional<String> wrong(String account, RoleStack desired) {
    return wrongStack(account, desired).or(() -> wrongRole(account, desired));
  }

  private Optional<String> wrongRole(String account, RoleStack desired) {
    return wrongRole(account, stack(account, desired).orElseThrow());
  }

  /** The stack of one of these names that holds a role of that name. */
  Optional<Stack> holder(String account, String role, Set<String> names) {
    String region = world.settings().organization().region();
    return names.stream()
        .flatMap(name -> world.cloudFormation().at(account, region).find(name).stream())
        .filter(
            stack ->
                stack.resources().stream()
                    .filter(resource -> resource.type().equals("AWS::IAM::Role"))
                    .filter(resource -> !resource.status().startsWith("DELETE_"))
                    .anyMatch(resource -> resource.physicalId().equals(role)))
        .findFirst();
  }

  /** What is wrong with the roles of a stack, beside what the stack itself declares. */
  Optional<String> wrongRole(String account, Stack stack) {
    // What a failed update could not make stays in the table, and is none of the stack's.
    Set<String> declared = stack.definition().template().resources().keySet();
    return stack.resources().stream()
        .filter(resource -> declared.contains(resource.logicalId()))
        .filter(resource -> resource.type().equals("AWS::IAM::Role"))
        .flatMap(resource -> wrong(account, resource).stream())
        .findFirst();
  }

  /** What is wrong with a stack, its roles apart. */
  public Optional<String> wrongStack(String account, RoleStack desired) {
    Optional<Stack> found = stack(account, desired);
    if (found.isEmpty()) {
      return Optional.of("there is no stack " + desired.name());
    }
    Stack stack = found.get();
    if (!COMPLETE.contains(stack.status())) {
      return Optional.of("the stack is " + stack.status());
    }
    if (!stack.definition().template().text().equals(desired.template())) {
      return Optional.of("the stack has another template");
    }
    if (!stack.definition().parameters().entrySet().containsAll(desired.parameters().entrySet())) {
      return Optional.of("the stack has other parameters");
    }
    if (!stack.definition().tags().equals(desired.tags())) {
      return Optional.of("the stack has other tags");
    }
    return Optional.empty();
  }

  private static PolicyDocument trust(JsonNode wanted) {
    return PolicyDocument.parse(wanted.path("AssumeRolePolicyDocument"));
  }

  private Optional<String> wrong(String account, StackResource resource) {
    Optional<Role> role = world.iam().account(account).find(resource.physicalId());
    if (role.isEmpty()) {
      return Optional.of("there is no role " + resource.physicalId());
    }
    if (!role.get().uniqueId().equals(resource.attributes().get("RoleId"))) {
      return Optional.of("the role " + resource.physicalId() + " is not the stack's own");
    }
    if (!role.get().spec().path().equals(resource.properties().path("Path").asText("/"))) {
      return Optional.of("the role " + resource.physicalId() + " has another path");
    }
    return live(account, role.get(), resource)
        .map(what -> "the role " + resource.physicalId() + " " + what);
  }

  private Optional<String> live(String account, Role role, StackResource resource) {
    // Whom the trust names depends on what became of them, too.
    if (!world.iam().account(account).trusts(role.spec().name(), trust(resource.properties()))) {
      return Optional.of("has another trust policy");
    }
    AsWritten known = asWritten.get(role.uniqueId());
    if (known != null && known.still(role, resource)) {
      return Optional.empty();
    }
    Optional<String> differs = written(role.spec(), resource.properties());
    if (differs.isEmpty()) {
      asWritten.put(role.uniqueId(), new AsWritten(role.spec(), resource.properties()));
    }
    return differs;
  }

  private static Optional<String> written(RoleSpec spec, JsonNode wanted) {
    JsonNode policies = wanted.path("Policies");
    if (policies.size() != spec.inline().size()) {
      return Optional.of("has other policies");
    }
    for (JsonNode policy : policies) {
      var live = spec.inline().get(policy.path("PolicyName").asText());
      if (live == null || !live.is(policy.path("PolicyDocument"))) {
        return Optional.of("has a policy that differs");
      }
    }
    if (!Set.copyOf(spec.attached())
        .equals(Set.copyOf(Json.texts(wanted.path("ManagedPolicyArns"))))) {
      return Optional.of("has other managed policies");
    }
    if (!spec.boundary().orElse("").equals(wanted.path("PermissionsBoundary").asText())) {
      return Optional.of("has another boundary");
    }
    if (spec.maxSession().toSeconds() != wanted.path("MaxSessionDuration").asLong(3_600)) {
      return Optional.of("has another session duration");
    }
    for (JsonNode tag : wanted.path("Tags")) {
      if (!tag.path("Value").asText().equals(spec.tags().get(tag.path("Key").asText()))) {
        return Optional.of("has another tag " + tag.path("Key").asText());
      }
    }
    return Optional.empty();
  }
}
