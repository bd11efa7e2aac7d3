package dev.fleetaccess.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.Access;

/** One operation of a service in the JSON protocol. */
@FunctionalInterface
interface JsonOperation {
  /** Does it, and gives the body of the answer. */
  JsonNode answer(Access access, JsonNode in);
}
