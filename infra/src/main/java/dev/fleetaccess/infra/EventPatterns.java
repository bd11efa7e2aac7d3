package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.EventPattern;

/** Which events are heard: narrow, so that a failed call or another branch wakes nobody. */
final class EventPatterns {
  private static final List<String> SERVICE_EVENT = List.of("AWS Service Event via CloudTrail");
  private static final List<String> API_CALL = List.of("AWS API Call via CloudTrail");
  private static final List<String> ORGANIZATIONS = List.of("organizations.amazonaws.com");
  private static final Map<String, Object> SUCCEEDED = Map.of("state", List.of("SUCCEEDED"));

  private EventPatterns() {}

  /** Organizations made an account; a failed creation carries no account id and is not heard. */
  static EventPattern accountCreated() {
    return pattern("aws.organizations", succeeded("CreateAccountResult", "createAccountStatus"))
        .detailType(SERVICE_EVENT)
        .build();
  }

  /** An account joined or left; AWS does not document the detail-type, so it is not asked for. */
  static EventPattern accountJoinedOrLeft() {
    return pattern(
            "aws.organizations",
            Map.of(
                "eventSource",
                ORGANIZATIONS,
                "eventName",
                List.of("AccountJoinedOrganization", "AccountDepartedOrganization")))
        .build();
  }

  /** Organizations closed an account. */
  static EventPattern accountClosed() {
    return pattern("aws.organizations", succeeded("CloseAccountResult", "closeAccountStatus"))
        .detailType(SERVICE_EVENT)
        .build();
  }

  /** Somebody moved an account to another unit; a refused call carries an error code. */
  static EventPattern accountMoved() {
    return pattern(
            "aws.organizations",
            Map.of(
                "eventSource",
                ORGANIZATIONS,
                "eventName",
                List.of("MoveAccount"),
                "errorCode",
                List.of(Map.of("exists", false))))
        .detailType(API_CALL)
        .build();
  }

  /** Control Tower finished an account; a creation that was tried again is told as an update. */
  static EventPattern controlTowerAccount() {
    return pattern(
            "aws.controltower",
            Map.of(
                "eventSource",
                List.of("controltower.amazonaws.com"),
                "eventName",
                List.of("CreateManagedAccount", "UpdateManagedAccount"),
                "serviceEventDetails",
                Map.of(
                    "$or",
                    List.of(
                        Map.of("createManagedAccountStatus", SUCCEEDED),
                        Map.of("updateManagedAccountStatus", SUCCEEDED)))))
        .detailType(SERVICE_EVENT)
        .build();
  }

  /** Somebody pushed to the branch of the role repository; deleting a branch is not a push. */
  static EventPattern repositoryPushed(Settings settings) {
    return pattern(
            "aws.codecommit",
            Map.of(
                "event",
                List.of("referenceCreated", "referenceUpdated"),
                "referenceType",
                List.of("branch"),
                "referenceName",
                List.of(settings.branch())))
        .detailType(List.of("CodeCommit Repository State Change"))
        .resources(List.of(RoleRepository.arn(settings)))
        .build();
  }

  private static Map<String, Object> succeeded(String eventName, String status) {
    return Map.of(
        "eventSource",
        ORGANIZATIONS,
        "eventName",
        List.of(eventName),
        "serviceEventDetails",
        Map.of(status, SUCCEEDED));
  }

  private static EventPattern.Builder pattern(String source, Map<String, ?> detail) {
    return EventPattern.builder().source(List.of(source)).detail(Ordered.map(detail));
  }
}
