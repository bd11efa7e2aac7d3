package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.Identifiers;
import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.sts.Authorizer;
import dev.fleetaccess.local.sim.sts.Session;

/**
 * In whose name, and where, a resource is made: CloudFormation acts with the permissions of whoever
 * called it.
 */
record HandlerContext(
    Session session,
    Authorizer authorizer,
    AccountIam iam,
    Partition partition,
    Identifiers identifiers,
    String region,
    String stackName) {

  /** Asks whether the caller may do that. */
  void require(String action, String resource, RequestContext context) {
    authorizer.require(
        session,
        action,
        resource,
        RequestContext.later(
            () ->
                context
                    .with("aws:RequestedRegion", region)
                    .with("aws:ViaAWSService", "true")
                    .with("aws:CalledVia", "cloudformation.amazonaws.com")));
  }

  void require(String action, String resource) {
    require(action, resource, RequestContext.empty());
  }

  /** A name for a resource that the template does not name. */
  String generatedName(String logicalId) {
    var name = stackName + "-" + logicalId;
    return name.substring(0, Math.min(name.length(), 51)) + "-" + identifiers.alphanumeric(12);
  }
}
