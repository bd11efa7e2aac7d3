package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.SimulatedOrganization;
import java.util.HashMap;
import java.util.Map;

/** CloudFormation on the wire. */
final class CloudFormationOperations {
  private CloudFormationOperations() {}

  static Map<String, QueryOperation> of(SimulatedOrganization world) {
    var operations = new HashMap<String, QueryOperation>();
    operations.putAll(new StackReads(world).operations());
    operations.putAll(new StackWrites(world).operations());
    operations.putAll(new TemplateReads(world).operations());
    operations.putAll(new ChangeSetOperations(world).operations());
    return operations;
  }
}
