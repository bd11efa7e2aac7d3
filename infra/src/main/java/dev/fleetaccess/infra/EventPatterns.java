package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.events.EventPattern;

/** Which events are heard: narrow, so that a failed call or another branch wakes nobody. */
final class EventPatterns {
  private static final String SERVICE_EVENT = "AWS Service Event via CloudTrail";
  private static final String API_CALL = "AWS API Call via CloudTrail";
  private static final List<String> SUCCEEDED = List.of("SUCCEEDED");

  private EventPatterns() {}

  /** Organizations made an account; a failed creation carries no account id and is not heard. */
  static EventPattern accountCreated() {
    return organizations(
        List.of(SERVICE_EVENT),
        Map.of(
            "eventName",
            List.of("CreateAccountResult"),
            "serviceEventDetails",
            Map.of("createAccountStatus", Map.of("state", SUCCEEDED))));
  }

  /** An account joined or left; AWS does not document the detail-type, so it is not asked for. */
  static EventPattern accountJoinedOrLeft() {
    return EventPattern.builder()
        .source(List.of("aws.organizations"))
        .detail(
            Map.of(
                "eventSource",
                List.of("organizations.amazonaws.com"),
                "eventName",
                List.of("AccountJoinedOrganization", "AccountDepartedOrganization")))
        .build();
  }

  /** Organizations closed an account. */
  static EventPattern accountClosed() {
    return organizations(
        List.of(SERVICE_EVENT),
        Map.of(
            "eventName",
            List.of("CloseAccountResult"),
            "serviceEventDetails",
            Map.of("closeAccountStatus", Map.of("state", SUCCEEDED))));
  }

  /** Somebody moved an account to another unit; a refused call carries an error code. */
  static EventPattern accountMoved() {
    return organizations(
        List.of(API_CALL),
        Map.of(
            "eventName",
            List.of("MoveAccount"),
            "errorCode",
            List.of(Map.of("exists", false))));
  }

  /** Control Tower finished an account; a creation that was tried again is told as an update. */
  static EventPattern controlTowerAccount() {
    return EventPattern.builder()
        .source(List.of("aws.controltower"))
        .detailType(List.of(SERVICE_EVENT))
        .detail(
            Map.of(
                "eventSource",
                List.of("controltower.amazonaws.com"),
                "eventName",
                List.of("CreateManagedAccount", "UpdateManagedAccount"),
                "serviceEventDetails",
                Map.of(
                    "$or",
                    List.of(
                        Map.of("createManagedAccountStatus", Map.of("state", SUCCEEDED)),
                        Map.of("updateManagedAccountStatus", Map.of("state", SUCCEEDED))))))
        .build();
  }

  /** Somebody pushed to the branch of the role repository; deleting a branch is not a push. */
  static EventPattern repositoryPushed(Settings settings) {
    return EventPattern.builder()
        .source(List.of("aws.codecommit"))
        .detailType(List.of("CodeCommit Repository State Change"))
        .resources(List.of(RoleRepository.arn(settings)))
        .detail(
            Map.of(
                "event",
                List.of("referenceCreated", "referenceUpdated"),
                "referenceType",
                List.of("branch"),
                "referenceName",
                List.of(settings.branch())))
        .build();
  }

  private static EventPattern organizations(List<String> detailType, Map<String, Object> detail) {
    var whole = new TreeMap<String, Object>(detail);
    whole.put("eventSource", List.of("organizations.amazonaws.com"));
    return EventPattern.builder()
        .source(List.of("aws.organizations"))
        .detailType(detailType)
        .detail(whole)
        .build();
  }
}
