package dev.fleetaccess.reconcile;

import java.util.Objects;

/**
 * The first thing that went wrong in an operation on a stack.
 *
 * @param resource the logical id of the resource, or the stack's name
 * @param reason CloudFormation's own words
 */
public record Cause(String resource, String reason) {
  public Cause {
    Objects.requireNonNull(resource);
    Objects.requireNonNull(reason);
  }

  /** Whether something of the name stands there already. */
  boolean saysThatItExists() {
    return reason.contains("already exists");
  }

  @Override
  public String toString() {
    return resource + ": " + reason;
  }
}
