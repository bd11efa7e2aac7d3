package dev.fleetaccess.aws;

import static dev.fleetaccess.aws.AwsService.ACCESS_ANALYZER;
import static dev.fleetaccess.aws.AwsService.CLOUDFORMATION;
import static dev.fleetaccess.aws.AwsService.CODECOMMIT;
import static dev.fleetaccess.aws.AwsService.DYNAMODB;
import static dev.fleetaccess.aws.AwsService.IAM;
import static dev.fleetaccess.aws.AwsService.ORGANIZATIONS;
import static dev.fleetaccess.aws.AwsService.STS;
import static dev.fleetaccess.aws.FailureRow.anywhere;
import static dev.fleetaccess.aws.FailureRow.in;

import dev.fleetaccess.fleet.Failure.Kind;
import dev.fleetaccess.reconcile.ChangeSets;
import java.util.ArrayList;
import java.util.List;

/**
 * The table by which errors of AWS get their names, and the words of a change set that could not be
 * made. The first row that matches counts; what matches none is unknown.
 */
final class FailureTable {
  /** The codes by which services say that somebody may not do something. */
  private static final List<String> DENIALS =
      List.of(
          "AccessDenied",
          "AccessDeniedException",
          "AccessDeniedForDependencyException",
          "NotAuthorized",
          "UnauthorizedOperation");

  /** The codes by which services ask for fewer calls. */
  private static final List<String> THROTTLES =
      List.of(
          "BandwidthLimitExceeded",
          "KMS.ThrottlingException",
          "KmsThrottled",
          "PriorRequestNotComplete",
          "ProvisionedThroughputExceeded",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown",
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "TooManyRequestsException");

  private static final String DENIED_BY_POLICY =
      "explicit deny in a (service|resource) control policy";
  private static final String LEFT_OUT_BY_POLICY = "because no (service|resource) control policy";

  static final List<FailureRow> ROWS = rows();

  private FailureTable() {}

  private static List<FailureRow> rows() {
    var rows = new ArrayList<FailureRow>();
    for (String code : THROTTLES) {
      rows.add(anywhere(code, Kind.THROTTLED, "the service asks for fewer calls"));
    }
    for (String code : DENIALS) {
      rows.add(
          anywhere(
              code,
              DENIED_BY_POLICY,
              Kind.DENIED_BY_CONTROL_POLICY,
              "only who writes the organization's policies can lift it"));
      rows.add(
          anywhere(
              code,
              LEFT_OUT_BY_POLICY,
              Kind.DENIED_BY_CONTROL_POLICY,
              "it does not deny, it leaves it out: the same people can lift it"));
      rows.add(
          anywhere(
              code, Kind.DENIED, "the role is missing, distrusts us, or may not do it: not told"));
    }
    rows.addAll(changeSets());
    rows.addAll(notReady());
    rows.addAll(conflicts());
    rows.addAll(limits());
    rows.addAll(invalid());
    rows.addAll(unavailable());
    return List.copyOf(rows);
  }

  /** A change set that could not be made has no error code, only words. */
  private static List<FailureRow> changeSets() {
    return List.of(
        changeSet("Rate exceeded|Throttling|TooManyRequests", Kind.THROTTLED, "a rate, no fault"),
        changeSet(DENIED_BY_POLICY, Kind.DENIED_BY_CONTROL_POLICY, "as where a call is denied"),
        changeSet(LEFT_OUT_BY_POLICY, Kind.DENIED_BY_CONTROL_POLICY, "likewise"),
        changeSet(
            "not authorized to perform|AccessDenied|Access denied",
            Kind.DENIED,
            "the access role may not read what the change set has to compare"),
        changeSet("LimitExceeded|ServiceLimitExceeded|quota", Kind.LIMIT, "a quota of the account"),
        changeSet(
            "is in [A-Z_]+ state",
            Kind.CONFLICT,
            "the stack is no longer as it was seen: the next look decides"),
        changeSet(
            "InternalFailure|Internal (Failure|Error)|InternalError|InternalServer|Service"
                + " ?Unavailable",
            Kind.UNAVAILABLE,
            "the service is in trouble, not we"),
        changeSet(
            "validation|template|parameter|propert(y|ies)\\b|capabilities|dependenc|\\bimport",
            Kind.INVALID,
            "CloudFormation examined the template, or what it takes over, and stays with it"));
  }

  private static FailureRow changeSet(String words, Kind kind, String reason) {
    return in(CLOUDFORMATION, ChangeSets.State.Refused.CODE, words, kind, reason);
  }

  private static List<FailureRow> notReady() {
    String reason = "seen in the first minutes of an account";
    return List.of(
        in(STS, "RegionDisabledException", Kind.NOT_READY, reason + ", before STS is activated"),
        anywhere("OptInRequired", Kind.NOT_READY, reason + ", before its services are subscribed"),
        anywhere("SubscriptionRequiredException", Kind.NOT_READY, reason + ", likewise"),
        anywhere("InvalidClientTokenId", Kind.NOT_READY, reason + ": its sessions are unknown yet"),
        anywhere("UnrecognizedClientException", Kind.NOT_READY, reason + ", likewise"),
        anywhere("AuthFailure", Kind.NOT_READY, reason + ", likewise"));
  }

  private static List<FailureRow> conflicts() {
    return List.of(
        in(
            CLOUDFORMATION,
            "ValidationError",
            "is in [A-Z_]+ state",
            Kind.CONFLICT,
            "the stack is no longer as it was seen: the next look decides"),
        in(
            CLOUDFORMATION,
            "ValidationError",
            "^Stack (with id \\S+|\\[\\S+]|:?\\S+) does not exist",
            Kind.CONFLICT,
            "the stack went away after it was seen: the next look decides"),
        in(
            CLOUDFORMATION,
            "AlreadyExistsException",
            Kind.CONFLICT,
            "the stack came into being after it was found absent: the next look decides"),
        in(
            CLOUDFORMATION,
            "TokenAlreadyExistsException",
            Kind.CONFLICT,
            "another operation has our token, so one is under way: the next look decides"),
        in(
            CLOUDFORMATION,
            "ChangeSetNotFound",
            Kind.CONFLICT,
            "a change set went away after it was seen: the next look decides"),
        in(CLOUDFORMATION, "ChangeSetNotFoundException", Kind.CONFLICT, "likewise"),
        in(
            CLOUDFORMATION,
            "InvalidChangeSetStatus",
            Kind.CONFLICT,
            "a change set was carried out or became obsolete meanwhile: the next look decides"),
        in(CLOUDFORMATION, "InvalidChangeSetStatusException", Kind.CONFLICT, "likewise"),
        in(IAM, "NoSuchEntity", Kind.CONFLICT, "it went away after it was seen"),
        in(IAM, "NoSuchEntityException", Kind.CONFLICT, "likewise"),
        in(IAM, "EntityAlreadyExists", Kind.CONFLICT, "somebody made it meanwhile"),
        in(IAM, "EntityAlreadyExistsException", Kind.CONFLICT, "likewise"),
        in(
            IAM,
            "EntityTemporarilyUnmodifiable",
            Kind.CONFLICT,
            "IAM is still spreading an earlier change"),
        in(IAM, "DeleteConflict", Kind.CONFLICT, "something hangs on it still"),
        in(CLOUDFORMATION, "OperationInProgressException", Kind.CONFLICT, "somebody works on it"),
        in(CLOUDFORMATION, "StaleRequest", Kind.CONFLICT, "somebody was quicker"),
        in(CLOUDFORMATION, "StaleRequestException", Kind.CONFLICT, "somebody was quicker"),
        anywhere("ConcurrentModification", Kind.CONFLICT, "somebody changes the same thing"),
        anywhere("ConcurrentModificationException", Kind.CONFLICT, "somebody changes it too"),
        in(DYNAMODB, "TransactionConflictException", Kind.CONFLICT, "two writers met on a row"),
        in(DYNAMODB, "TransactionInProgressException", Kind.CONFLICT, "ours is still running"),
        in(DYNAMODB, "ReplicatedWriteConflictException", Kind.CONFLICT, "two regions wrote it"),
        in(
            DYNAMODB,
            "TransactionCanceledException",
            "TransactionConflict",
            Kind.CONFLICT,
            "two writers met on a row"),
        in(
            DYNAMODB,
            "TransactionCanceledException",
            "Throttling|ProvisionedThroughputExceeded",
            Kind.THROTTLED,
            "one row of the transaction was asked for too often"));
  }

  private static List<FailureRow> limits() {
    String reason = "a quota of the account";
    return List.of(
        anywhere("LimitExceeded", "Rate exceeded", Kind.THROTTLED, "a rate, not a quota"),
        anywhere("LimitExceededException", "Rate exceeded", Kind.THROTTLED, "a rate, not a quota"),
        anywhere("LimitExceeded", Kind.LIMIT, reason),
        anywhere("LimitExceededException", Kind.LIMIT, reason),
        anywhere("ServiceQuotaExceededException", Kind.LIMIT, reason));
  }

  private static List<FailureRow> invalid() {
    String template = "the template or its parameters are wrong, and stay so";
    return List.of(
        in(
            CLOUDFORMATION,
            "ValidationError",
            "Rate exceeded",
            Kind.THROTTLED,
            "a rate, not a fault"),
        in(CLOUDFORMATION, "ValidationError", Kind.INVALID, template),
        in(CLOUDFORMATION, "InsufficientCapabilitiesException", Kind.INVALID, template),
        in(CLOUDFORMATION, "InsufficientCapabilities", Kind.INVALID, template),
        in(CLOUDFORMATION, "InvalidAction", Kind.INVALID, "a service that is older than the call"),
        anywhere("MalformedPolicyDocument", Kind.INVALID, "a policy is wrong, and stays so"),
        anywhere("MalformedPolicyDocumentException", Kind.INVALID, "likewise"),
        in(IAM, "UnmodifiableEntity", Kind.INVALID, "a role of AWS itself"),
        in(STS, "PackedPolicyTooLarge", Kind.INVALID, "the session policy is too long"),
        in(STS, "PackedPolicyTooLargeException", Kind.INVALID, "the session policy is too long"),
        in(STS, "ValidationError", Kind.INVALID, "such as a role name of wrong characters"),
        in(ORGANIZATIONS, "InvalidInputException", Kind.INVALID, "such as a page token refused"),
        in(ACCESS_ANALYZER, "ValidationException", Kind.INVALID, "a policy it does not take"),
        in(ACCESS_ANALYZER, "InvalidParameterException", Kind.INVALID, "likewise"),
        in(ACCESS_ANALYZER, "UnprocessableEntityException", Kind.INVALID, "one too complex for it"),
        in(DYNAMODB, "ValidationException", Kind.INVALID, "such as a row over 400 KB"),
        in(CODECOMMIT, "FileTooLargeException", Kind.INVALID, "over 6 MB, a CodeCommit quota"),
        in(CODECOMMIT, "CommitDoesNotExistException", Kind.INVALID, "removed by a forced push"),
        in(CODECOMMIT, "InvalidPathException", Kind.INVALID, "the manifest names no proper path"));
  }

  private static List<FailureRow> unavailable() {
    String reason = "the service is in trouble, not we";
    return List.of(
        anywhere("InternalError", Kind.UNAVAILABLE, reason),
        anywhere("InternalFailure", Kind.UNAVAILABLE, reason),
        anywhere("InternalServerError", Kind.UNAVAILABLE, reason),
        anywhere("ServiceUnavailable", Kind.UNAVAILABLE, reason),
        anywhere("ServiceUnavailableException", Kind.UNAVAILABLE, reason),
        anywhere("RequestTimeout", Kind.UNAVAILABLE, reason),
        anywhere("RequestTimeoutException", Kind.UNAVAILABLE, reason),
        in(ORGANIZATIONS, "ServiceException", Kind.UNAVAILABLE, reason),
        in(IAM, "ServiceFailure", Kind.UNAVAILABLE, reason),
        in(CODECOMMIT, "EncryptionKeyUnavailableException", Kind.UNAVAILABLE, reason),
        anywhere(
            "ExpiredToken", Kind.UNAVAILABLE, "the session ran out: the next visit enters anew"),
        anywhere("ExpiredTokenException", Kind.UNAVAILABLE, "likewise"));
  }
}
