package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.Agenda;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Identifiers;
import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.iam.IamDirectory;
import dev.fleetaccess.local.sim.sts.Authorizer;
import dev.fleetaccess.local.sim.sts.Session;
import java.time.Duration;

/** What every operation on stacks works with. */
record Workshop(
    Partition partition,
    Agenda agenda,
    Identifiers identifiers,
    IamDirectory iam,
    Authorizer authorizer,
    StackTime stackTime,
    Duration changeSetTime) {

  HandlerContext context(Stack stack, Session session, String region) {
    return new HandlerContext(
        session,
        authorizer,
        iam.account(stack.account()),
        partition,
        identifiers,
        region,
        stack.name());
  }

  /** A refusal by IAM as it stands in a stack's event. */
  String reason(AwsError error) {
    if (error.code().equals("PropertyValidation")) {
      return "Properties validation failed for resource with message: " + error.text();
    }
    if (error.code().equals("CustomName") || error.code().equals("NotSimulated")) {
      return error.text();
    }
    return "Resource handler returned message: \"%s (Service: Iam, Status Code: %d, Request ID: %s)\" (RequestToken: %s, HandlerErrorCode: %s)"
        .formatted(
            error.text(),
            error.status(),
            identifiers.uuid(),
            identifiers.uuid(),
            handlerCode(error));
  }

  private static String handlerCode(AwsError error) {
    return switch (error.code()) {
      case "AccessDenied" -> "AccessDenied";
      case "EntityAlreadyExists" -> "AlreadyExists";
      case "NoSuchEntity" -> "NotFound";
      case "LimitExceeded" -> "ServiceLimitExceeded";
      case "MalformedPolicyDocument", "ValidationError", "DeleteConflict" -> "InvalidRequest";
      case "InvalidClientTokenId", "ExpiredToken" -> "InvalidCredentials";
      default -> "GeneralServiceException";
    };
  }
}
