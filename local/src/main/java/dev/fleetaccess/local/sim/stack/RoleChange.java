package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.RequestContext;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings a role from one declaration to another, a call of IAM for each thing that differs. What
 * differs only in the live role, because somebody changed it by hand, stays.
 */
record RoleChange(HandlerContext context, Role role) {
  void apply(RoleSpec before, RoleSpec after) {
    context.require("iam:GetRole", role.arn());
    if (!before.trust().equals(after.trust())) {
      context.require("iam:UpdateAssumeRolePolicy", role.arn());
      context.iam().updateTrust(role.name(), after.trust());
    }
    if (!before.description().equals(after.description())
        || !before.maxSession().equals(after.maxSession())) {
      context.require("iam:UpdateRole", role.arn());
      context.iam().update(role.name(), after.description(), after.maxSession());
    }
    boundary(before, after);
    inline(before, after);
    attached(before, after);
    tags(before, after);
  }

  private void boundary(RoleSpec before, RoleSpec after) {
    if (before.boundary().equals(after.boundary())) {
      return;
    }
    if (after.boundary().isPresent()) {
      context.require(
          "iam:PutRolePermissionsBoundary",
          role.arn(),
          RequestContext.empty().with("iam:PermissionsBoundary", after.boundary().get()));
    } else {
      context.require("iam:DeleteRolePermissionsBoundary", role.arn());
    }
    context.iam().bound(role.name(), after.boundary());
  }

  private void inline(RoleSpec before, RoleSpec after) {
    after
        .inline()
        .forEach(
            (name, policy) -> {
              if (!policy.equals(before.inline().get(name))) {
                context.require("iam:PutRolePolicy", role.arn());
                context.iam().putPolicy(role.name(), name, policy);
              }
            });
    for (var name : before.inline().keySet()) {
      boolean there = role.spec().inline().containsKey(name);
      if (there && !after.inline().containsKey(name)) {
        context.require("iam:DeleteRolePolicy", role.arn());
        context.iam().deletePolicy(role.name(), name);
      }
    }
  }

  private void attached(RoleSpec before, RoleSpec after) {
    for (var arn : after.attached()) {
      if (!before.attached().contains(arn)) {
        context.require("iam:AttachRolePolicy", role.arn(), policy(arn));
        context.iam().attach(role.name(), arn);
      }
    }
    for (var arn : before.attached()) {
      boolean there = role.spec().attached().contains(arn);
      if (there && !after.attached().contains(arn)) {
        context.require("iam:DetachRolePolicy", role.arn(), policy(arn));
        context.iam().detach(role.name(), arn);
      }
    }
  }

  private void tags(RoleSpec before, RoleSpec after) {
    var live = new TreeMap<>(role.spec().tags());
    var gone = new TreeSet<>(before.tags().keySet());
    gone.removeAll(after.tags().keySet());
    if (!gone.isEmpty()) {
      context.require("iam:UntagRole", role.arn());
      live.keySet().removeAll(gone);
    }
    if (!before.tags().equals(after.tags())) {
      context.require(
          "iam:TagRole", role.arn(), RequestContext.empty().withRequestTags(after.tags()));
      live.putAll(after.tags());
    }
    context.iam().retag(role.name(), live);
  }

  private static RequestContext policy(String arn) {
    return RequestContext.empty().with("iam:PolicyARN", arn);
  }
}
