package dev.fleetaccess.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.run.Journal;
import dev.fleetaccess.run.Orchestrator;
import dev.fleetaccess.trigger.Trigger;
import dev.fleetaccess.trigger.TriggerParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;

/** Reads what the orchestrator was called with, and writes its answer. */
final class OrchestratorCalls {
  private final Orchestrator orchestrator;
  private final TriggerParser parser;
  private final Journal journal;
  private final ObjectMapper json;

  OrchestratorCalls(
      Orchestrator orchestrator, TriggerParser parser, Journal journal, ObjectMapper json) {
    this.orchestrator = Objects.requireNonNull(orchestrator);
    this.parser = Objects.requireNonNull(parser);
    this.journal = Objects.requireNonNull(journal);
    this.json = Objects.requireNonNull(json);
  }

  /**
   * Answers one invocation.
   *
   * @param request Lambda's id of it, the same when it is repeated
   */
  void answer(InputStream input, OutputStream output, String request) throws IOException {
    JsonNode event = json.readTree(input);
    JsonNode answer = isTicks(event) ? ticks(event, request) : reply(parser.parse(event), request);
    json.writeValue(output, answer);
  }

  private static boolean isTicks(JsonNode event) {
    return event.path("Records").path(0).path("eventSource").asText().equals("aws:sqs");
  }

  /** Each tick by itself: one that fails is delivered again, the others are not. */
  private JsonNode ticks(JsonNode event, String request) {
    ObjectNode answer = json.createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    for (JsonNode message : event.path("Records")) {
      try {
        orchestrator.handle(Messages.tick(message.path("body").asText()), request);
      } catch (RuntimeException e) {
        String id = message.path("messageId").asText();
        journal.warning("a tick is delivered again", Map.of("messageId", id, "why", "" + e));
        failures.addObject().put("itemIdentifier", id);
      }
    }
    return answer;
  }

  private JsonNode reply(Trigger trigger, String request) {
    Reply reply = orchestrator.handle(trigger, request);
    ObjectNode answer = json.createObjectNode();
    answer.put("status", reply.status().name().toLowerCase(java.util.Locale.ROOT));
    answer.put("message", reply.message());
    reply.rollout().ifPresent(id -> answer.put("rollout", id));
    if (!reply.findings().isEmpty()) {
      reply.findings().forEach(found -> answer.withArray("findings").add(found.toString()));
    }
    reply.accepted().forEach(form -> answer.withArray("accepted").add(form));
    journal.answered(trigger.toString(), answer.toString());
    return answer;
  }
}
