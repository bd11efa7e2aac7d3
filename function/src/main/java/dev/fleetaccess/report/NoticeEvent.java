package dev.fleetaccess.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import java.util.List;
import java.util.Objects;

/**
 * A notice as an event for machines, of version 1. A reader ignores fields that it does not know;
 * what changes a meaning changes the version.
 *
 * @param detailType what happened, such as {@code FleetAccess Rollout Halted}
 * @param detail a JSON object, below 256 KB, a limit of EventBridge
 */
public record NoticeEvent(String detailType, String detail) {
  /** The {@code source} of every event. */
  public static final String SOURCE = "fleetaccess";

  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** 15 bytes each: 75 KB of an event's 256 KB. */
  private static final int NAMED_ACCOUNTS = 5_000;

  private static final int NAMED_CAUSES = 50;

  /** A cause in the service's own words may be long; 50 of these are 100 KB. */
  private static final int LONGEST_CAUSE = 2_000;

  public NoticeEvent {
    Objects.requireNonNull(detailType);
    Objects.requireNonNull(detail);
  }

  /** Writes a notice: one event, or one for each account that newly fails. */
  public static List<NoticeEvent> of(Notice notice) {
    return switch (notice) {
      case Notice.Started started -> List.of(event("Rollout Started", started(started)));
      case Notice.Halted halted -> List.of(event("Rollout Halted", summed(halted.summary())));
      case Notice.Waiting waiting -> List.of(event("Rollout Waiting", summed(waiting.summary())));
      case Notice.Ended ended -> List.of(event("Rollout Ended", summed(ended.summary())));
      case Notice.Failing failing ->
          failing.entries().stream().map(entry -> failing(failing.rollout(), entry)).toList();
      case Notice.Refused(RefusedPush push) -> List.of(event("Release Refused", refused(push)));
    };
  }

  private static NoticeEvent event(String happening, ObjectNode detail) {
    return new NoticeEvent("FleetAccess " + happening, detail.toString());
  }

  private static ObjectNode about(Rollout rollout) {
    return JSON.createObjectNode()
        .put("version", VERSION)
        .put("rollout", rollout.id())
        .put("kind", rollout.kind().name())
        .put("release", rollout.release().value())
        .put("by", rollout.by())
        .put("state", rollout.state().name())
        .put("note", rollout.note())
        .put("started", rollout.started().toString());
  }

  private static ObjectNode started(Notice.Started started) {
    ObjectNode detail = about(started.rollout());
    detail.set("widening", findings(started.widening()));
    return detail.put("furtherWidening", Math.max(0, started.widening().size() - NAMED_CAUSES));
  }

  private static ArrayNode findings(List<Finding> findings) {
    ArrayNode node = JSON.createArrayNode();
    findings.stream()
        .limit(NAMED_CAUSES)
        .forEach(
            finding ->
                node.addObject()
                    .put("finding", finding.fingerprint().orElse(""))
                    .put("id", finding.id())
                    .put("file", finding.file())
                    .put("line", finding.line())
                    .put("message", shortened(finding.message())));
    return node;
  }

  private static ObjectNode refused(RefusedPush push) {
    ObjectNode detail =
        JSON.createObjectNode()
            .put("version", VERSION)
            .put("release", push.refusal().release().value())
            .put("when", push.refusal().when().toString())
            .put("stays", push.stays().map(CommitId::value).orElse(null))
            .put("next", push.nextStep());
    detail.set("errors", findings(push.errors()));
    return detail.put("furtherErrors", Math.max(0, push.errors().size() - NAMED_CAUSES));
  }

  private static ObjectNode summed(RolloutSummary summary) {
    ObjectNode detail = about(summary.rollout()).put("seconds", summary.duration().toSeconds());
    ObjectNode counts = detail.putObject("counts");
    for (Entry.State state : Entry.State.values()) {
      if (summary.count(state) > 0) {
        counts.put(state.name(), summary.count(state));
      }
    }
    detail.put("proven", summary.proven());
    summary
        .slowest()
        .ifPresent(
            entry ->
                detail
                    .putObject("slowest")
                    .put("account", entry.account().value())
                    .put("stack", entry.stack())
                    .put("seconds", entry.took().orElseThrow().toSeconds()));
    ArrayNode failures = detail.putArray("failures");
    int room = NAMED_ACCOUNTS;
    List<CauseGroup> groups = summary.groups();
    for (CauseGroup group : groups.subList(0, Math.min(NAMED_CAUSES, groups.size()))) {
      failures.add(group(group, room));
      room -= Math.min(room, group.accounts().size());
    }
    detail.put("furtherCauses", Math.max(0, groups.size() - NAMED_CAUSES));
    return detail;
  }

  private static ObjectNode group(CauseGroup group, int room) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("kind", group.kind())
            .put("cause", shortened(group.cause()))
            .put("next", group.nextStep())
            .put("count", group.accounts().size());
    ArrayNode accounts = node.putArray("accounts");
    group.accounts().stream().limit(room).map(AccountId::value).forEach(accounts::add);
    return node;
  }

  private static NoticeEvent failing(Rollout rollout, Entry entry) {
    CauseGroup cause = CauseGroup.of(List.of(entry), List.of()).getFirst();
    ObjectNode detail =
        about(rollout)
            .put("account", entry.account().value())
            .put("stack", entry.stack())
            .put("failure", cause.kind())
            .put("cause", shortened(cause.cause()))
            .put("next", cause.nextStep());
    return event("Account Failing", detail);
  }

  private static String shortened(String cause) {
    return cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) + "…" : cause;
  }
}
