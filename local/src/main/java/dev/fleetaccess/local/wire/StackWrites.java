package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.stack.StackRegion;
import java.util.HashSet;
import java.util.Map;

/** What of stacks can be changed. */
final class StackWrites {
  private final SimulatedOrganization world;

  StackWrites(SimulatedOrganization world) {
    this.world = world;
  }

  Map<String, QueryOperation> operations() {
    return Map.of(
        "CreateStack", this::createStack,
        "UpdateStack", this::updateStack,
        "DeleteStack", this::deleteStack,
        "ContinueUpdateRollback", this::continueUpdateRollback,
        "UpdateTerminationProtection", this::updateTerminationProtection);
  }

  private StackRegion stacks(Access access) {
    return world.cloudFormation().at(access.account(), access.region());
  }

  private void createStack(Access access, QueryParameters in, Xml out) {
    var name = in.required("StackName");
    access.require(
        stacks(access).arnOf(name), RequestContext.empty().withRequestTags(in.tags("Tags")));
    var stack = stacks(access).create(access.session(), StackParameters.request(in));
    out.put("StackId", stack.id());
  }

  private void updateStack(Access access, QueryParameters in, Xml out) {
    var name = in.required("StackName");
    access.require(
        stacks(access).arnOf(name), RequestContext.empty().withRequestTags(in.tags("Tags")));
    var stack = stacks(access).update(access.session(), StackParameters.request(in));
    out.put("StackId", stack.id());
  }

  private void deleteStack(Access access, QueryParameters in, Xml out) {
    StackParameters.refuse(in, "RoleARN");
    var name = in.required("StackName");
    access.require(stacks(access).arnOf(name));
    stacks(access)
        .delete(
            access.session(),
            name,
            in.filled("ClientRequestToken"),
            new HashSet<>(in.texts("RetainResources")),
            in.filled("DeletionMode").filter("FORCE_DELETE_STACK"::equals).isPresent());
  }

  private void continueUpdateRollback(Access access, QueryParameters in, Xml out) {
    StackParameters.refuse(in, "RoleARN");
    var name = in.required("StackName");
    access.require(stacks(access).arnOf(name));
    stacks(access)
        .continueRollback(
            access.session(),
            name,
            in.filled("ClientRequestToken"),
            new HashSet<>(in.texts("ResourcesToSkip")));
  }

  private void updateTerminationProtection(Access access, QueryParameters in, Xml out) {
    var name = in.required("StackName");
    access.require(stacks(access).arnOf(name));
    var stack = stacks(access).protect(name, in.flag("EnableTerminationProtection"));
    out.put("StackId", stack.id());
  }
}
