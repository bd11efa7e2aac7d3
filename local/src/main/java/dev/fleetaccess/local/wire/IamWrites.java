package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.policy.RequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What of IAM can be changed. */
final class IamWrites {
  private final SimulatedOrganization world;

  IamWrites(SimulatedOrganization world) {
    this.world = world;
  }

  Map<String, QueryOperation> operations() {
    return Map.ofEntries(
        Map.entry("CreateRole", this::createRole),
        Map.entry("DeleteRole", this::deleteRole),
        Map.entry("UpdateAssumeRolePolicy", this::updateAssumeRolePolicy),
        Map.entry("UpdateRole", this::updateRole),
        Map.entry("PutRolePolicy", this::putRolePolicy),
        Map.entry("DeleteRolePolicy", this::deleteRolePolicy),
        Map.entry("AttachRolePolicy", this::attachRolePolicy),
        Map.entry("DetachRolePolicy", this::detachRolePolicy),
        Map.entry("PutRolePermissionsBoundary", this::putBoundary),
        Map.entry("DeleteRolePermissionsBoundary", this::deleteBoundary),
        Map.entry("TagRole", this::tagRole),
        Map.entry("UntagRole", this::untagRole));
  }

  private AccountIam iam(Access access) {
    return world.iam().account(access.account());
  }

  /** The role's name, if the caller may do that to it. */
  private String role(Access access, QueryParameters in, RequestContext context) {
    var name = in.required("RoleName");
    access.require(iam(access).arnOf(name), context);
    return iam(access).role(name).name();
  }

  private String role(Access access, QueryParameters in) {
    return role(access, in, RequestContext.empty());
  }

  private void createRole(Access access, QueryParameters in, Xml out) {
    var path = in.filled("Path").orElse("/");
    var name = in.required("RoleName");
    var tags = in.tags("Tags");
    var boundary = in.filled("PermissionsBoundary");
    var context = RequestContext.empty().withRequestTags(tags);
    access.require(
        world.settings().organization().partition().roleArn(access.account(), path, name),
        boundary.map(arn -> context.with("iam:PermissionsBoundary", arn)).orElse(context));
    var role =
        iam(access)
            .create(
                new RoleSpec(
                    name,
                    path,
                    PolicyDocument.parse(in.required("AssumeRolePolicyDocument")),
                    in.text("Description").orElse(""),
                    Duration.ofSeconds(in.number("MaxSessionDuration").orElse(3_600)),
                    boundary,
                    tags,
                    Map.of(),
                    List.of()));
    out.in("Role", () -> IamXml.role(out, world.iam(), role, true));
  }

  private void deleteRole(Access access, QueryParameters in, Xml out) {
    iam(access).delete(role(access, in));
  }

  private void updateAssumeRolePolicy(Access access, QueryParameters in, Xml out) {
    iam(access).updateTrust(role(access, in), PolicyDocument.parse(in.required("PolicyDocument")));
  }

  private void updateRole(Access access, QueryParameters in, Xml out) {
    var name = role(access, in);
    var spec = iam(access).role(name).spec();
    iam(access)
        .update(
            name,
            in.text("Description").orElse(spec.description()),
            in.number("MaxSessionDuration").map(Duration::ofSeconds).orElse(spec.maxSession()));
  }

  private void putRolePolicy(Access access, QueryParameters in, Xml out) {
    iam(access)
        .putPolicy(
            role(access, in),
            in.required("PolicyName"),
            PolicyDocument.parse(in.required("PolicyDocument")));
  }

  private void deleteRolePolicy(Access access, QueryParameters in, Xml out) {
    iam(access).deletePolicy(role(access, in), in.required("PolicyName"));
  }

  private void attachRolePolicy(Access access, QueryParameters in, Xml out) {
    var arn = in.required("PolicyArn");
    iam(access).attach(role(access, in, withPolicy(arn)), arn);
  }

  private void detachRolePolicy(Access access, QueryParameters in, Xml out) {
    var arn = in.required("PolicyArn");
    iam(access).detach(role(access, in, withPolicy(arn)), arn);
  }

  private void putBoundary(Access access, QueryParameters in, Xml out) {
    var arn = in.required("PermissionsBoundary");
    var context = RequestContext.empty().with("iam:PermissionsBoundary", arn);
    iam(access).bound(role(access, in, context), Optional.of(arn));
  }

  private void deleteBoundary(Access access, QueryParameters in, Xml out) {
    iam(access).bound(role(access, in), Optional.empty());
  }

  private void tagRole(Access access, QueryParameters in, Xml out) {
    var name = role(access, in, RequestContext.empty().withRequestTags(in.tags("Tags")));
    var tags = new TreeMap<>(iam(access).role(name).spec().tags());
    tags.putAll(in.tags("Tags"));
    iam(access).retag(name, tags);
  }

  private void untagRole(Access access, QueryParameters in, Xml out) {
    var keys = in.texts("TagKeys");
    var name = role(access, in, RequestContext.empty().with("aws:TagKeys", keys));
    var tags = new TreeMap<>(iam(access).role(name).spec().tags());
    keys.forEach(tags::remove);
    iam(access).retag(name, tags);
  }

  private static RequestContext withPolicy(String arn) {
    return RequestContext.empty().with("iam:PolicyARN", arn);
  }
}
