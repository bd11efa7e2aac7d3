package dev.fleetaccess.local.sim.stack;

import java.util.Objects;
import java.util.Optional;

/**
 * How to take back one change of an update.
 *
 * @param logicalId the resource
 * @param before as it was; empty when the update made it anew
 * @param after as the update made it
 * @param replaced whether {@code after} stands beside {@code before} instead of in its place
 */
record Undo(
    String logicalId, Optional<StackResource> before, StackResource after, boolean replaced) {
  Undo {
    Objects.requireNonNull(logicalId);
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
  }
}
