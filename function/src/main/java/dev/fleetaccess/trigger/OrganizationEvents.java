package dev.fleetaccess.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.fleet.AccountId;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What AWS Organizations tells through CloudTrail. The human timestamps in these events are never
 * read, and the place of the account id is not relied on where no source shows it.
 */
final class OrganizationEvents {
  private OrganizationEvents() {}

  static Trigger parse(JsonNode detail) {
    String event = detail.path("eventName").asText();
    if (detail.hasNonNull("errorCode")) {
      return new Trigger.Ignored(
          "the call " + event + " failed (" + detail.path("errorCode").asText() + ")");
    }
    JsonNode service = detail.path("serviceEventDetails");
    return switch (event) {
      case "CreateAccountResult" -> created(service.path("createAccountStatus"));
      case "CloseAccountResult" -> closed(service.path("closeAccountStatus"));
      case "AccountJoinedOrganization" -> anywhere(detail, Trigger.AccountJoined::new);
      case "AccountDepartedOrganization", "RemoveAccountFromOrganization" ->
          anywhere(detail, Trigger.AccountLeft::new);
      case "MoveAccount" -> anywhere(detail, Trigger.AccountMoved::new);
      default -> new Trigger.Refused("the Organizations event '" + event + "' is not understood");
    };
  }

  /** A failed creation carries no account id at all, so the state is looked at first. */
  private static Trigger created(JsonNode status) {
    if (!status.path("state").asText().equalsIgnoreCase("SUCCEEDED")) {
      return new Trigger.Ignored(
          "no account was created: " + status.path("failureReason").asText("no reason given"));
    }
    return AccountIds.in(status.path("accountId"))
        .<Trigger>map(Trigger.AccountJoined::new)
        .orElseGet(() -> new Trigger.Refused("the CreateAccountResult names no account"));
  }

  private static Trigger closed(JsonNode status) {
    if (!status.path("state").asText().equalsIgnoreCase("SUCCEEDED")) {
      return new Trigger.Ignored("the account was not closed");
    }
    return AccountIds.in(status.path("accountId"))
        .<Trigger>map(Trigger.AccountLeft::new)
        .orElseGet(() -> new Trigger.Refused("the CloseAccountResult names no account"));
  }

  private static Trigger anywhere(JsonNode detail, Function<AccountId, Trigger> trigger) {
    Optional<AccountId> account =
        Stream.of("serviceEventDetails", "requestParameters", "responseElements")
            .flatMap(key -> AccountIds.below(detail.path(key)).stream())
            .findFirst();
    return account
        .map(trigger)
        .orElseGet(
            () ->
                new Trigger.Refused(
                    "the event "
                        + detail.path("eventName").asText()
                        + " names no account; the next sweep finds what changed"));
  }
}
