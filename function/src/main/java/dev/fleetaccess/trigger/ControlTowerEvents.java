package dev.fleetaccess.trigger;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Accounts that Control Tower made. A creation that was tried again is told as an update, so both
 * count.
 */
final class ControlTowerEvents {
  private ControlTowerEvents() {}

  static Trigger parse(JsonNode detail) {
    String event = detail.path("eventName").asText();
    return switch (event) {
      case "CreateManagedAccount" -> managed(detail, "createManagedAccountStatus");
      case "UpdateManagedAccount" -> managed(detail, "updateManagedAccountStatus");
      default -> new Trigger.Refused("the Control Tower event '" + event + "' is not understood");
    };
  }

  private static Trigger managed(JsonNode detail, String key) {
    JsonNode status = detail.path("serviceEventDetails").path(key);
    String state = status.path("state").asText();
    if (!state.equalsIgnoreCase("SUCCEEDED")) {
      return new Trigger.Ignored(
          "Control Tower did not finish the account ("
              + state
              + "): "
              + status.path("message").asText());
    }
    return AccountIds.in(status.path("account").path("accountId"))
        .<Trigger>map(Trigger.AccountJoined::new)
        .orElseGet(() -> new Trigger.Refused("the Control Tower event names no account"));
  }
}
