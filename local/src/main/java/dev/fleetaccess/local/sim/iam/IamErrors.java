package dev.fleetaccess.local.sim.iam;

import dev.fleetaccess.local.sim.base.AwsError;

/** IAM's errors, worded as IAM words them. */
final class IamErrors {
  private IamErrors() {}

  static AwsError noSuchRole(String name) {
    return noSuchEntity("The role with name " + name + " cannot be found.");
  }

  static AwsError noSuchEntity(String message) {
    return AwsError.of("NoSuchEntity", 404, message);
  }

  static AwsError alreadyExists(String message) {
    return AwsError.of("EntityAlreadyExists", 409, message);
  }

  static AwsError deleteConflict(String message) {
    return AwsError.of("DeleteConflict", 409, message);
  }

  static AwsError limit(String quota, int value) {
    return AwsError.of("LimitExceeded", 409, "Cannot exceed quota for " + quota + ": " + value);
  }

  static AwsError invalidPrincipal(String principal) {
    return AwsError.malformedPolicy("Invalid principal in policy: \"AWS\":\"" + principal + "\"");
  }
}
