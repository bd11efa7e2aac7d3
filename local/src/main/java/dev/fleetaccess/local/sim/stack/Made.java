package dev.fleetaccess.local.sim.stack;

import java.util.Map;
import java.util.Objects;

/** A resource that was made: what it is called, and what {@code Fn::GetAtt} gives. */
record Made(String physicalId, Map<String, String> attributes) {
  Made {
    Objects.requireNonNull(physicalId);
    attributes = Map.copyOf(attributes);
  }
}
