package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What of IAM can be read. */
final class IamReads {
  private final SimulatedOrganization world;

  IamReads(SimulatedOrganization world) {
    this.world = world;
  }

  Map<String, QueryOperation> operations() {
    return Map.ofEntries(
        Map.entry("GetRole", this::getRole),
        Map.entry("ListRoles", this::listRoles),
        Map.entry("ListRolePolicies", this::listRolePolicies),
        Map.entry("GetRolePolicy", this::getRolePolicy),
        Map.entry("ListAttachedRolePolicies", this::listAttachedRolePolicies),
        Map.entry("ListRoleTags", this::listRoleTags),
        Map.entry("GetPolicy", this::getPolicy),
        Map.entry("GetPolicyVersion", this::getPolicyVersion),
        Map.entry("GetAccountSummary", this::getAccountSummary),
        Map.entry("ListAccountAliases", this::listAccountAliases),
        Map.entry("GetUser", this::getUser));
  }

  private AccountIam iam(Access access) {
    return world.iam().account(access.account());
  }

  /** The role that the request names, if the caller may do that to it. */
  private Role role(Access access, QueryParameters in) {
    var name = in.required("RoleName");
    access.require(iam(access).arnOf(name));
    return iam(access).role(name);
  }

  private void getRole(Access access, QueryParameters in, Xml out) {
    var role = role(access, in);
    out.in("Role", () -> IamXml.role(out, world.iam(), role, true));
  }

  private void listRoles(Access access, QueryParameters in, Xml out) {
    access.require(world.settings().organization().partition().roleArn(access.account(), "/", ""));
    var prefix = in.filled("PathPrefix").orElse("/");
    var roles =
        iam(access).roles().stream().filter(role -> role.spec().path().startsWith(prefix)).toList();
    IamXml.page(in, out, "Roles", roles, role -> IamXml.role(out, world.iam(), role, false));
  }

  private void listRolePolicies(Access access, QueryParameters in, Xml out) {
    var names = List.copyOf(role(access, in).spec().inline().keySet());
    out.texts("PolicyNames", names).put("IsTruncated", false);
  }

  private void getRolePolicy(Access access, QueryParameters in, Xml out) {
    var role = role(access, in);
    var name = in.required("PolicyName");
    var policy = role.spec().inline().get(name);
    if (policy == null) {
      throw AwsError.of(
          "NoSuchEntity", 404, "The role policy with name " + name + " cannot be found.");
    }
    out.put("RoleName", role.name())
        .put("PolicyName", name)
        .put("PolicyDocument", IamXml.encoded(policy));
  }

  private void listAttachedRolePolicies(Access access, QueryParameters in, Xml out) {
    var policies = iam(access).policies();
    var attached = role(access, in).spec().attached().stream().map(policies::policy).toList();
    IamXml.page(
        in,
        out,
        "AttachedPolicies",
        attached,
        policy -> out.put("PolicyName", policy.name()).put("PolicyArn", policy.arn()));
  }

  private void listRoleTags(Access access, QueryParameters in, Xml out) {
    var tags = new ArrayList<>(role(access, in).spec().tags().entrySet());
    IamXml.page(
        in, out, "Tags", tags, tag -> out.put("Key", tag.getKey()).put("Value", tag.getValue()));
  }

  private void getPolicy(Access access, QueryParameters in, Xml out) {
    var arn = in.required("PolicyArn");
    access.require(arn);
    var policies = iam(access).policies();
    var policy = policies.policy(arn);
    out.in("Policy", () -> IamXml.policy(out, policy, policies.attachments(arn)));
  }

  private void getPolicyVersion(Access access, QueryParameters in, Xml out) {
    var arn = in.required("PolicyArn");
    access.require(arn);
    var policy = iam(access).policies().policy(arn);
    var id = in.required("VersionId");
    var document = version(policy.versions(), id);
    out.in(
        "PolicyVersion",
        () ->
            out.put("Document", IamXml.encoded(document))
                .put("VersionId", id)
                .put("IsDefaultVersion", id.equals(policy.version()))
                .put("CreateDate", policy.created()));
  }

  private static PolicyDocument version(List<PolicyDocument> versions, String id) {
    for (int i = 0; i < versions.size(); i++) {
      if (id.equals("v" + (i + 1))) {
        return versions.get(i);
      }
    }
    throw AwsError.of("NoSuchEntity", 404, "Policy version " + id + " does not exist.");
  }

  private void getAccountSummary(Access access, QueryParameters in, Xml out) {
    access.require("*");
    var summary =
        Map.of(
            "Roles", iam(access).roles().size(),
            "RolesQuota", 1_000,
            "Policies", iam(access).policies().own().size(),
            "PoliciesQuota", 1_500,
            "Users", 0,
            "Groups", 0,
            "AccountMFAEnabled", 0,
            "AccountAccessKeysPresent", 0);
    out.in(
        "SummaryMap",
        () ->
            summary.forEach(
                (key, value) -> out.in("entry", () -> out.put("key", key).put("value", value))));
  }

  private void listAccountAliases(Access access, QueryParameters in, Xml out) {
    access.require("*");
    out.texts("AccountAliases", List.of()).put("IsTruncated", false);
  }

  private void getUser(Access access, QueryParameters in, Xml out) {
    var name =
        in.filled("UserName")
            .orElseThrow(
                () ->
                    AwsError.validation(
                        "Must specify userName when calling with non-User credentials"));
    access.require(
        world
            .settings()
            .organization()
            .partition()
            .arn("iam", "", access.account(), "user/" + name));
    throw AwsError.of("NoSuchEntity", 404, "The user with name " + name + " cannot be found.");
  }
}
