package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackRegion;
import dev.fleetaccess.local.sim.stack.StackStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of stacks can be read. */
final class StackReads {
  private static final int PAGE = 100;

  private final SimulatedOrganization world;

  StackReads(SimulatedOrganization world) {
    this.world = world;
  }

  Map<String, QueryOperation> operations() {
    return Map.of(
        "DescribeStacks", this::describeStacks,
        "ListStacks", this::listStacks,
        "DescribeStackEvents", this::describeStackEvents,
        "DescribeEvents", this::describeEvents,
        "DescribeStackResources", this::describeStackResources,
        "DescribeStackResource", this::describeStackResource,
        "ListStackResources", this::listStackResources);
  }

  private StackRegion stacks(Access access) {
    return world.cloudFormation().at(access.account(), access.region());
  }

  private void describeStacks(Access access, QueryParameters in, Xml out) {
    var shapes = new StackXml(out);
    var name = in.filled("StackName");
    if (name.isPresent()) {
      access.require(stacks(access).arnOf(name.get()));
      out.list("Stacks", List.of(stacks(access).stack(name.get())), shapes::stack);
      return;
    }
    access.require("*");
    var living =
        stacks(access).all().stream()
            .filter(stack -> stack.status() != StackStatus.DELETE_COMPLETE)
            .toList();
    StackParameters.page(in, out, "Stacks", living.reversed(), PAGE, shapes::stack);
  }

  private void listStacks(Access access, QueryParameters in, Xml out) {
    access.require("*");
    var wanted = in.texts("StackStatusFilter");
    var stacks =
        new ArrayList<>(stacks(access).all())
            .reversed().stream()
                .filter(each -> wanted.isEmpty() || wanted.contains(each.status().name()))
                .toList();
    StackParameters.page(in, out, "StackSummaries", stacks, PAGE, new StackXml(out)::summary);
  }

  private void describeStackEvents(Access access, QueryParameters in, Xml out) {
    var name = in.required("StackName");
    access.require(stacks(access).arnOf(name));
    var stack = stacks(access).living(name);
    var shapes = new StackXml(out);
    StackParameters.page(
        in, out, "StackEvents", stack.events(), PAGE, event -> shapes.event(stack, event));
  }

  private void describeEvents(Access access, QueryParameters in, Xml out) {
    var name = in.required("StackName");
    access.require(stacks(access).arnOf(name));
    var stack = stacks(access).living(name);
    var shapes = new StackXml(out);
    var changeSet = in.filled("ChangeSetName");
    if (changeSet.isPresent()) {
      var found = stacks(access).changeSets().changeSet(changeSet.get(), Optional.of(name));
      StackParameters.page(
          in,
          out,
          "OperationEvents",
          found.objections(),
          PAGE,
          objection -> shapes.objection(stack, objection));
      return;
    }
    boolean failed = in.filled("Filters.FailedEvents").filter("true"::equalsIgnoreCase).isPresent();
    var operation = in.filled("OperationId");
    List<Runnable> events = new ArrayList<>();
    stack.objections().reversed().stream()
        .filter(each -> operation.isEmpty() || operation.get().equals(each.operation()))
        .forEach(each -> events.add(() -> shapes.objection(stack, each)));
    stack.events().stream()
        .filter(each -> !failed || each.status().endsWith("_FAILED"))
        .filter(each -> operation.isEmpty() || operation.get().equals(each.operation()))
        .forEach(
            each ->
                events.add(
                    () -> {
                      shapes.event(stack, each);
                      out.put("EventType", "STACK_EVENT");
                    }));
    StackParameters.page(in, out, "OperationEvents", events, PAGE, Runnable::run);
  }

  private void describeStackResources(Access access, QueryParameters in, Xml out) {
    var shapes = new StackXml(out);
    var stack = described(access, in);
    var logicalId = in.filled("LogicalResourceId");
    out.list(
        "StackResources",
        stack.resources().stream()
            .filter(each -> logicalId.isEmpty() || logicalId.get().equals(each.logicalId()))
            .toList(),
        resource -> shapes.resource(stack, resource));
  }

  /** The stack by its name, or the one that holds a resource of that physical id. */
  private Stack described(Access access, QueryParameters in) {
    var name = in.filled("StackName");
    if (name.isPresent()) {
      access.require(stacks(access).arnOf(name.get()));
      return stacks(access).stack(name.get());
    }
    var physicalId = in.required("PhysicalResourceId");
    access.require("*");
    return stacks(access).all().stream()
        .filter(stack -> stack.status() != StackStatus.DELETE_COMPLETE)
        .filter(
            stack ->
                stack.resources().stream()
                    .anyMatch(
                        each ->
                            each.physicalId().equals(physicalId)
                                && !each.status().startsWith("DELETE_")))
        .findFirst()
        .orElseThrow(() -> AwsError.validation("Stack for " + physicalId + " does not exist"));
  }

  private void describeStackResource(Access access, QueryParameters in, Xml out) {
    var name = in.required("StackName");
    access.require(stacks(access).arnOf(name));
    var stack = stacks(access).living(name);
    var id = in.required("LogicalResourceId");
    var resource =
        stack.resources().stream()
            .filter(each -> each.logicalId().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    AwsError.validation(
                        "Resource " + id + " does not exist for stack " + stack.name()));
    out.in(
        "StackResourceDetail",
        () -> {
          new StackXml(out).resource(stack, resource);
          out.put("LastUpdatedTimestamp", resource.changed());
        });
  }

  private void listStackResources(Access access, QueryParameters in, Xml out) {
    var name = in.required("StackName");
    access.require(stacks(access).arnOf(name));
    var stack = stacks(access).stack(name);
    var shapes = new StackXml(out);
    StackParameters.page(
        in,
        out,
        "StackResourceSummaries",
        List.copyOf(stack.resources()),
        PAGE,
        resource -> {
          shapes.resource(stack, resource);
          out.put("LastUpdatedTimestamp", resource.changed());
        });
  }
}
