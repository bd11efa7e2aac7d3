package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.SimulatedOrganization;
import java.util.HashMap;
import java.util.Map;

/** IAM on the wire: reads, and the writes by which people break things by hand. */
final class IamOperations {
  private IamOperations() {}

  static Map<String, QueryOperation> of(SimulatedOrganization world) {
    var operations = new HashMap<String, QueryOperation>();
    operations.putAll(new IamReads(world).operations());
    operations.putAll(new IamWrites(world).operations());
    return operations;
  }
}
