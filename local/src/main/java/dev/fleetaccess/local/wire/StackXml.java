package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.stack.Objection;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackEvent;
import dev.fleetaccess.local.sim.stack.StackResource;
import dev.fleetaccess.local.sim.template.Template;
import java.util.Map;

/** CloudFormation's shapes in XML. */
final class StackXml {
  private final Xml out;

  StackXml(Xml out) {
    this.out = out;
  }

  void stack(Stack stack) {
    out.put("StackId", stack.id())
        .put("StackName", stack.name())
        .put("Description", stack.definition().template().description());
    parameters(stack.definition().template(), stack.definition().parameters());
    out.put("CreationTime", stack.created())
        .put("DeletionTime", stack.deleted())
        .put("LastUpdatedTime", stack.lastUpdated())
        .put("StackStatus", stack.status());
    reason("StackStatusReason", stack.reason());
    out.put("DisableRollback", stack.rollbackDisabled())
        .texts("Capabilities", stack.definition().capabilities())
        .list(
            "Outputs",
            stack.outputs().entrySet(),
            each -> out.put("OutputKey", each.getKey()).put("OutputValue", each.getValue()))
        .tags("Tags", stack.definition().tags())
        .put("EnableTerminationProtection", stack.terminationProtection());
    out.in("DriftInformation", () -> out.put("StackDriftStatus", "NOT_CHECKED"));
  }

  void summary(Stack stack) {
    out.put("StackId", stack.id())
        .put("StackName", stack.name())
        .put("TemplateDescription", stack.definition().template().description())
        .put("CreationTime", stack.created())
        .put("LastUpdatedTime", stack.lastUpdated())
        .put("DeletionTime", stack.deleted())
        .put("StackStatus", stack.status());
    reason("StackStatusReason", stack.reason());
    out.in("DriftInformation", () -> out.put("StackDriftStatus", "NOT_CHECKED"));
  }

  void parameters(Template template, Map<String, String> values) {
    out.list(
        "Parameters",
        values.entrySet(),
        each ->
            out.put("ParameterKey", each.getKey())
                .put(
                    "ParameterValue",
                    template.parameters().get(each.getKey()).noEcho() ? "****" : each.getValue()));
  }

  void resource(Stack stack, StackResource resource) {
    out.put("StackName", stack.name())
        .put("StackId", stack.id())
        .put("LogicalResourceId", resource.logicalId());
    reason("PhysicalResourceId", resource.physicalId());
    out.put("ResourceType", resource.type())
        .put("Timestamp", resource.changed())
        .put("ResourceStatus", resource.status());
    reason("ResourceStatusReason", resource.reason());
    out.in("DriftInformation", () -> out.put("StackResourceDriftStatus", "NOT_CHECKED"));
  }

  void event(Stack stack, StackEvent event) {
    out.put("StackId", stack.id())
        .put("EventId", event.id())
        .put("StackName", stack.name())
        .put("OperationId", event.operation())
        .put("LogicalResourceId", event.logicalId())
        .put("PhysicalResourceId", event.physicalId())
        .put("ResourceType", event.type())
        .put("Timestamp", event.time())
        .put("ResourceStatus", event.status());
    reason("ResourceStatusReason", event.reason());
    if (!event.properties().isEmpty()) {
      out.put("ResourceProperties", Json.write(event.properties()));
    }
    out.put("ClientRequestToken", event.token());
  }

  /** What a check found; unlike other events it carries no token. */
  void objection(Stack stack, Objection objection) {
    out.put("StackId", stack.id())
        .put("EventId", objection.operation() + objection.logicalId())
        .put("OperationId", objection.operation())
        .put("EventType", "VALIDATION_ERROR")
        .put("LogicalResourceId", objection.logicalId())
        .put("ResourceType", objection.type())
        .put("Timestamp", objection.time())
        .put("ValidationFailureMode", "FAIL")
        .put("ValidationName", objection.check())
        .put("ValidationStatus", "FAILED")
        .put("ValidationStatusReason", objection.reason())
        .put("ValidationPath", objection.path());
  }

  private void reason(String name, String text) {
    if (!text.isEmpty()) {
      out.put(name, text);
    }
  }
}
