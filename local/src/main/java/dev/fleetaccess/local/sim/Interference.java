package dev.fleetaccess.local.sim;

import dev.fleetaccess.local.sim.base.AwsError;
import java.util.Optional;

/** Makes calls fail that would have been answered: the door for injected faults. */
@FunctionalInterface
public interface Interference {
  /** The error to answer instead; empty to let the call through. */
  Optional<AwsError> on(Caller caller, String service, String operation);

  /** Lets every call through. */
  static Interference none() {
    return (caller, service, operation) -> Optional.empty();
  }
}
