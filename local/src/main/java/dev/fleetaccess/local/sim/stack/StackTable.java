package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.template.MadeResources;

/** Refs and attributes of the resources that a stack has made so far. */
record StackTable(Stack stack) implements MadeResources {
  @Override
  public String reference(String logicalId) {
    return resource(logicalId).physicalId();
  }

  @Override
  public String attribute(String logicalId, String name) {
    var resource = resource(logicalId);
    var value = resource.attributes().get(name);
    if (value == null) {
      throw AwsError.validation(
          "Template error: resource "
              + logicalId
              + " does not support attribute type "
              + name
              + " in Fn::GetAtt");
    }
    return value;
  }

  private StackResource resource(String logicalId) {
    var resource = stack.table().get(logicalId);
    if (!Run.stands(resource)) {
      throw AwsError.validation(
          "Unresolved resource dependencies [" + logicalId + "] in the template");
    }
    return resource;
  }
}
