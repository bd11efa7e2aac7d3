package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.AwsError;

/** CloudFormation's errors, worded as it words them. */
final class StackErrors {
  private StackErrors() {}

  static AwsError noSuchId(String name) {
    return AwsError.validation("Stack with id " + name + " does not exist");
  }

  static AwsError noSuchStack(String name) {
    return AwsError.validation("Stack [" + name + "] does not exist");
  }

  static AwsError alreadyExists(String name) {
    return AwsError.of("AlreadyExistsException", 400, "Stack [" + name + "] already exists");
  }

  static AwsError busy(Stack stack) {
    return AwsError.validation(
        "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be updated.");
  }

  static AwsError noUpdates() {
    return AwsError.validation("No updates are to be performed.");
  }

  static AwsError insufficientCapabilities(String capability) {
    return AwsError.of(
        "InsufficientCapabilitiesException", 400, "Requires capabilities : [" + capability + "]");
  }

  static AwsError tokenExists(String token) {
    return AwsError.of(
        "TokenAlreadyExistsException", 400, "A client request token already exists: " + token);
  }

  static AwsError changeSetNotFound(String name) {
    return AwsError.of("ChangeSetNotFound", 404, "ChangeSet [" + name + "] does not exist");
  }

  static AwsError violated(String value, String member, String constraint) {
    return AwsError.validation(
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint);
  }
}
