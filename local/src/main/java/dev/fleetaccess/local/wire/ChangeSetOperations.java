package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.stack.ChangeSet;
import dev.fleetaccess.local.sim.stack.ChangeSetMode;
import dev.fleetaccess.local.sim.stack.StackRegion;
import java.util.Map;

/** Change sets on the wire: those that create or update, adopt or revert drift. */
final class ChangeSetOperations {
  private final SimulatedOrganization world;

  ChangeSetOperations(SimulatedOrganization world) {
    this.world = world;
  }

  Map<String, QueryOperation> operations() {
    return Map.of(
        "CreateChangeSet", this::create,
        "DescribeChangeSet", this::describe,
        "ExecuteChangeSet", this::execute,
        "DeleteChangeSet", this::delete,
        "ListChangeSets", this::list);
  }

  private StackRegion stacks(Access access) {
    return world.cloudFormation().at(access.account(), access.region());
  }

  private void create(Access access, QueryParameters in, Xml out) {
    var name = in.required("ChangeSetName");
    access.require(
        stacks(access).arnOf(in.required("StackName")),
        RequestContext.empty()
            .withRequestTags(in.tags("Tags"))
            .with("cloudformation:ChangeSetName", name));
    StackParameters.refuse(in, "ResourcesToImport");
    var deployment = in.filled("DeploymentMode");
    if (deployment.filter(each -> !each.equals("REVERT_DRIFT")).isPresent()) {
      throw AwsError.notSimulated("the deployment mode " + deployment.get());
    }
    var mode = new ChangeSetMode(in.flag("ImportExistingResources"), deployment.isPresent());
    var type = in.filled("ChangeSetType").orElse("UPDATE");
    if (!type.equals("CREATE") && !type.equals("UPDATE")) {
      throw AwsError.notSimulated("change sets of the type " + type);
    }
    var changeSet =
        stacks(access)
            .changeSets()
            .create(name, type.equals("CREATE"), mode, StackParameters.request(in));
    out.put("Id", changeSet.id()).put("StackId", changeSet.stack().id());
  }

  private void describe(Access access, QueryParameters in, Xml out) {
    var changeSet = changeSet(access, in);
    out.put("ChangeSetName", changeSet.name())
        .put("ChangeSetId", changeSet.id())
        .put("StackId", changeSet.stack().id())
        .put("StackName", changeSet.stack().name());
    new StackXml(out)
        .parameters(changeSet.definition().template(), changeSet.definition().parameters());
    out.put("CreationTime", changeSet.created())
        .put("ExecutionStatus", changeSet.execution())
        .put("Status", changeSet.status())
        .put("StatusReason", changeSet.reason())
        .texts("Capabilities", changeSet.definition().capabilities())
        .tags("Tags", changeSet.definition().tags());
    out.in("Changes", () -> changes(changeSet, out));
  }

  private static void changes(ChangeSet changeSet, Xml out) {
    changeSet.eachChange(
        (action, logicalId, physicalId, type, replacement, properties) ->
            out.in(
                "member",
                () -> {
                  out.put("Type", "Resource");
                  out.in(
                      "ResourceChange",
                      () -> {
                        out.put("Action", action).put("LogicalResourceId", logicalId);
                        if (!physicalId.isEmpty()) {
                          out.put("PhysicalResourceId", physicalId);
                        }
                        out.put("ResourceType", type);
                        if (action.equals("Modify")) {
                          out.put("Replacement", replacement ? "True" : "False");
                        }
                        out.list(
                            "Details",
                            properties,
                            each ->
                                out.in(
                                    "Target",
                                    () -> out.put("Attribute", "Properties").put("Name", each)));
                      });
                }));
  }

  private void execute(Access access, QueryParameters in, Xml out) {
    stacks(access)
        .changeSets()
        .execute(
            access.session(),
            changeSet(access, in),
            in.filled("ClientRequestToken"),
            in.flag("DisableRollback"));
  }

  private void delete(Access access, QueryParameters in, Xml out) {
    stacks(access).changeSets().delete(changeSet(access, in));
  }

  private void list(Access access, QueryParameters in, Xml out) {
    var name = in.required("StackName");
    access.require(stacks(access).arnOf(name));
    out.list(
        "Summaries",
        stacks(access).changeSets().of(stacks(access).stack(name)),
        each ->
            out.put("StackId", each.stack().id())
                .put("StackName", each.stack().name())
                .put("ChangeSetId", each.id())
                .put("ChangeSetName", each.name())
                .put("ExecutionStatus", each.execution())
                .put("Status", each.status())
                .put("StatusReason", each.reason())
                .put("CreationTime", each.created()));
  }

  private ChangeSet changeSet(Access access, QueryParameters in) {
    var name = in.required("ChangeSetName");
    var stack = in.filled("StackName");
    var context =
        RequestContext.empty()
            .with(
                "cloudformation:ChangeSetName",
                name.startsWith("arn:") ? name.split("/")[1] : name);
    if (stack.isPresent()) {
      access.require(stacks(access).arnOf(stack.get()), context);
      return stacks(access).changeSets().changeSet(name, stack);
    }
    var changeSet = stacks(access).changeSets().changeSet(name, stack);
    access.require(changeSet.stack().id(), context);
    return changeSet;
  }
}
