package dev.fleetaccess.local.events;

/** Delivers to the targets of rules. */
@FunctionalInterface
public interface Targets {
  /**
   * Delivers, without waiting for what the target does with it.
   *
   * @param arn a function's ARN without qualifier, or a queue's
   * @param payload JSON
   */
  void deliver(String arn, String payload);
}
