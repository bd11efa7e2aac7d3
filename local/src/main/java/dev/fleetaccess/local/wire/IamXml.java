package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Page;
import dev.fleetaccess.local.sim.iam.IamDirectory;
import dev.fleetaccess.local.sim.iam.ManagedPolicy;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** IAM's shapes in XML. */
final class IamXml {
  private IamXml() {}

  /** A policy as IAM answers it: JSON, percent-encoded. */
  static String encoded(PolicyDocument policy) {
    return URLEncoder.encode(policy.text(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  static void role(Xml out, IamDirectory iam, Role role, boolean whole) {
    var spec = role.spec();
    out.put("Path", spec.path())
        .put("RoleName", role.name())
        .put("RoleId", role.uniqueId())
        .put("Arn", role.arn())
        .put("CreateDate", role.created())
        .put("AssumeRolePolicyDocument", encoded(iam.shown(spec.trust())))
        .put("MaxSessionDuration", spec.maxSession().toSeconds());
    if (!spec.description().isEmpty()) {
      out.put("Description", spec.description());
    }
    if (whole) {
      spec.boundary()
          .ifPresent(
              arn ->
                  out.in(
                      "PermissionsBoundary",
                      () ->
                          out.put("PermissionsBoundaryType", "Policy")
                              .put("PermissionsBoundaryArn", arn)));
      out.tags("Tags", spec.tags());
    }
  }

  static void policy(Xml out, ManagedPolicy policy, long attachments) {
    out.put("PolicyName", policy.name())
        .put("PolicyId", policy.uniqueId())
        .put("Arn", policy.arn())
        .put("Path", policy.path())
        .put("DefaultVersionId", policy.version())
        .put("AttachmentCount", attachments)
        .put("IsAttachable", true)
        .put("CreateDate", policy.created())
        .put("UpdateDate", policy.created());
  }

  /** A page of a list, by {@code Marker} and {@code MaxItems}. */
  static <T> void page(QueryParameters in, Xml out, String name, List<T> all, Consumer<T> item) {
    try {
      var page = Page.cut(all, in.filled("Marker"), in.size("MaxItems", 1_000));
      out.list(name, page.items(), item);
      out.put("IsTruncated", page.next().isPresent()).put("Marker", page.next());
    } catch (IllegalArgumentException e) {
      throw AwsError.validation("Invalid Marker: " + in.required("Marker"));
    }
  }
}
