package dev.fleetaccess.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * Reads what the orchestrator was called with: an EventBridge event, or what somebody wrote by
 * hand.
 */
public final class TriggerParser {
  private final CodeCommitEvents codeCommit;

  /**
   * @param repository the role repository's name
   * @param branch the branch that is rolled out
   */
  public TriggerParser(String repository, String branch) {
    this.codeCommit =
        new CodeCommitEvents(Objects.requireNonNull(repository), Objects.requireNonNull(branch));
  }

  /** The trigger that the event stands for; never fails. */
  public Trigger parse(JsonNode event) {
    if (!event.isObject()) {
      return new Trigger.Refused("a JSON object is expected");
    }
    if (event.has("Records")) {
      return records(event.path("Records"));
    }
    if (event.has("source") || event.has("detail-type") || event.has("detail")) {
      return fromBus(event);
    }
    return HandWritten.parse(event);
  }

  private Trigger fromBus(JsonNode event) {
    String source = event.path("source").asText();
    JsonNode detail = event.path("detail");
    return switch (source) {
      case "aws.organizations" -> OrganizationEvents.parse(detail);
      case "aws.controltower" -> ControlTowerEvents.parse(detail);
      case "aws.codecommit" -> codeCommit.parse(detail);
      case "aws.events" -> scheduled(event);
      default -> new Trigger.Refused("events of source '" + source + "' are not understood");
    };
  }

  private static Trigger records(JsonNode records) {
    String source = records.path(0).path("eventSource").asText();
    return source.equals("aws:codecommit")
        ? new Trigger.Ignored(
            "this is a repository trigger's event; pushes are taken from EventBridge, so the"
                + " repository trigger can be removed")
        : new Trigger.Refused("records of '" + source + "' are not understood here");
  }

  private static Trigger scheduled(JsonNode event) {
    String rule = event.path("resources").path(0).asText().toLowerCase(java.util.Locale.ROOT);
    if (rule.endsWith("sweep")) {
      return new Trigger.Sweep(false, "schedule");
    }
    return rule.endsWith("heartbeat")
        ? new Trigger.Heartbeat()
        : new Trigger.Refused("the schedule '" + rule + "' is none of ours");
  }
}
