package dev.fleetaccess.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.DocumentedMessages;
import dev.fleetaccess.DocumentedMessages.Example;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Proving;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.release.CommitId;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out is written as {@code docs/messages.md} says. */
class DocumentedAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CommitId FIRST = new CommitId("3e5983de2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c");
  private static final CommitId WRONG = new CommitId("7f0103fa6f0c1e7b0d5f6a0b9c8d7e6f5a4b3c2d");

  private static final String WRONG_MANIFEST =
      """
      version: 1
      hub: "222222222222"
      region: us-east-1
      access: [OrganizationAccountAccessRole]
      stacks:
        - name: FleetAccess-Hub
          template: hub-role.yaml
          in: hub
      rollout:
        waves: [{percent: 10}]
      """;
  private static final String DELIVERED_TICK =
      """
      {"Records":[{"messageId":"1","eventSource":"aws:sqs",
      "body":"{\\"version\\":1,\\"tick\\":{\\"rollout\\":\\"gone\\",\\"step\\":3}}"}]}
      """;

  private final CallsOnFakes functions = new CallsOnFakes(0);

  @Test
  void theOrchestratorAnswersAsThePageSays() throws IOException {
    String push = DocumentedMessages.of("Events").getFirst().json();
    List<Example> answers = DocumentedMessages.of("Answers");
    assertThat(answers).hasSize(7);

    assertThat(functions.answer("{\"rerun\":\"all\"}")).isEqualTo(json(answers.get(0)));
    functions.push(FIRST);
    assertThat(functions.answer(push)).isEqualTo(json(answers.get(1)));
    assertThat(functions.answer(push)).isEqualTo(json(answers.get(2)));
    assertThat(functions.answer("{\"release\":\"" + "9".repeat(40) + "\"}"))
        .isEqualTo(json(answers.get(3)));
    functions.push(WRONG, WRONG_MANIFEST);
    assertThat(functions.answer(push)).isEqualTo(json(answers.get(4)));
    assertThat(functions.answer("{\"key1\":\"value1\"}")).isEqualTo(json(answers.get(5)));
    assertThat(functions.answer(DELIVERED_TICK)).isEqualTo(json(answers.get(6)));
  }

  static List<Example> logLines() {
    return DocumentedMessages.of("Log lines");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("logLines")
  void logLinesAreWrittenAsThePageSays(Example example) throws IOException {
    JsonNode line = json(example);
    switch (line.path("happening").asText()) {
      case "visited" -> functions.journal.visited(entry(line));
      case "rollout" ->
          functions.journal.rollout(line.path("rollout").asText(), line.path("message").asText());
      case "warning" -> {
        Map<String, String> fields = new HashMap<>();
        line.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        List.of("level", "happening", "message").forEach(fields::remove);
        functions.journal.warning(line.path("message").asText(), fields);
      }
      case "answered" ->
          functions.journal.answered(line.path("trigger").asText(), line.path("answer").asText());
      default -> throw new AssertionError("no such happening: " + line);
    }
    assertThat(functions.log()).hasSize(1);
    assertThat(JSON.readTree(functions.log().getFirst())).isEqualTo(line);
  }

  private static Entry entry(JsonNode line) {
    Optional<Failure> failure =
        Optional.of(line.path("kind").asText())
            .filter(kind -> !kind.isEmpty())
            .map(
                kind ->
                    new Failure(
                        Failure.Kind.valueOf(kind),
                        line.path("code").asText(),
                        line.path("cause").asText()));
    return Entry.of(
            line.path("rollout").asText(),
            new CommitId(line.path("release").asText()),
            new AccountId(line.path("account").asText()),
            line.path("stack").asText(),
            FakeClock.START)
        .stage(2)
        .state(Entry.State.valueOf(line.path("state").asText()))
        .attempt(Attempt.FIRST.at(line.path("visit").asInt()))
        .note(line.path("note").asText())
        .failure(failure)
        .calls(line.path("calls").asInt())
        .listed(Optional.of(FakeClock.START))
        .proving(
            new Proving(
                Optional.ofNullable(line.get("proven")).map(when -> Instant.parse(when.asText())),
                Optional.ofNullable(line.get("broken")).map(JsonNode::asText),
                line.path("proofCalls").asInt()))
        .done();
  }

  private static JsonNode json(Example example) throws IOException {
    return JSON.readTree(example.json());
  }
}
