package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.Access;

/** One operation of a service in the query protocol. */
@FunctionalInterface
interface QueryOperation {
  /** Does it, and writes the content of its result. */
  void answer(Access access, QueryParameters in, Xml out);
}
