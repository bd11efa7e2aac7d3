package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.blueprint.Resources.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reads roles and policies, and puts separate policies to the roles they are attached to. */
final class RoleReader {
  private final List<RolePart> roles;
  private final List<ManagedPolicyPart> managedPolicies;

  RoleReader(Resources resources) {
    List<Resource> attached = new ArrayList<>(resources.ofType("AWS::IAM::Policy"));
    attached.addAll(resources.ofType("AWS::IAM::RolePolicy"));
    List<Resource> managed = resources.ofType("AWS::IAM::ManagedPolicy");
    this.managedPolicies =
        managed.stream()
            .map(
                policy ->
                    new ManagedPolicyPart(
                        policy.name(),
                        resources.path(policy),
                        policy.arn(),
                        policy.properties().path("PolicyDocument")))
            .toList();
    this.roles =
        resources.ofType("AWS::IAM::Role").stream()
            .map(role -> role(resources, role, attached, managed))
            .toList();
  }

  List<RolePart> roles() {
    return roles;
  }

  List<ManagedPolicyPart> managedPolicies() {
    return managedPolicies;
  }

  private static RolePart role(
      Resources resources, Resource role, List<Resource> attached, List<Resource> managed) {
    Map<String, JsonNode> policies = new LinkedHashMap<>();
    role.properties()
        .path("Policies")
        .forEach(
            policy ->
                policies.put(policy.path("PolicyName").asText(), policy.path("PolicyDocument")));
    attached.stream()
        .filter(policy -> names(policy, role.name()))
        .forEach(
            policy ->
                policies.put(
                    policy.required("PolicyName"), policy.properties().path("PolicyDocument")));
    var managedArns = new ArrayList<String>();
    role.properties().path("ManagedPolicyArns").forEach(arn -> managedArns.add(arn.asText()));
    managed.stream()
        .filter(policy -> names(policy, role.name()))
        .forEach(policy -> managedArns.add(policy.arn()));
    return new RolePart(
        role.name(),
        resources.path(role),
        role.arn(),
        role.properties().path("AssumeRolePolicyDocument"),
        policies,
        managedArns,
        role.optional("PermissionsBoundary"));
  }

  private static boolean names(Resource policy, String role) {
    return policy.properties().path("RoleName").asText().equals(role)
        || StreamSupport.stream(policy.properties().path("Roles").spliterator(), false)
            .anyMatch(name -> name.asText().equals(role));
  }
}
