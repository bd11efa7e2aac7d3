package dev.fleetaccess.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.DocumentedMessages;
import dev.fleetaccess.DocumentedMessages.Example;
import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.InMemoryInventory;
import dev.fleetaccess.ledger.InMemoryItems;
import dev.fleetaccess.ledger.InMemoryRollouts;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.RecordingTickQueue;
import dev.fleetaccess.plan.RecordingWorkQueue;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.FakeRoleRepository;
import dev.fleetaccess.release.InMemoryReleases;
import dev.fleetaccess.run.Deadlines;
import dev.fleetaccess.run.Orchestrator;
import dev.fleetaccess.run.Parallel;
import dev.fleetaccess.trigger.TriggerParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out is written as {@code docs/messages.md} says. */
class DocumentedAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AccountId MANAGEMENT = new AccountId("111111111111");
  private static final CommitId FIRST = new CommitId("3e5983de2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c");
  private static final CommitId WRONG = new CommitId("7f0103fa6f0c1e7b0d5f6a0b9c8d7e6f5a4b3c2d");

  private static final Path TEMPLATES = Path.of("..", "templates");
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
        waves: [{percent: 10}, {percent: 100}]
      """;
  private static final String DELIVERED_TICK =
      """
      {"Records":[{"messageId":"1","eventSource":"aws:sqs",
      "body":"{\\"version\\":1,\\"tick\\":{\\"rollout\\":\\"gone\\",\\"step\\":3}}"}]}
      """;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final JsonJournal journal =
      new JsonJournal(JSON, new PrintStream(log, true, StandardCharsets.UTF_8));
  private final FakeRoleRepository repository = new FakeRoleRepository();
  private final OrchestratorCalls orchestrator = orchestrator();

  @Test
  void theOrchestratorAnswersAsThePageSays() throws IOException {
    String push = DocumentedMessages.of("Events").getFirst().json();
    List<Example> answers = DocumentedMessages.of("Answers");
    assertThat(answers).hasSize(6);

    assertThat(answer("{\"rerun\":\"all\"}")).isEqualTo(json(answers.get(0)));
    push(FIRST, Files.readString(TEMPLATES.resolve("fleet.yaml")));
    assertThat(answer(push)).isEqualTo(json(answers.get(1)));
    assertThat(answer(push)).isEqualTo(json(answers.get(2)));
    push(WRONG, WRONG_MANIFEST);
    assertThat(answer(push)).isEqualTo(json(answers.get(3)));
    assertThat(answer("{\"key1\":\"value1\"}")).isEqualTo(json(answers.get(4)));
    assertThat(answer(DELIVERED_TICK)).isEqualTo(json(answers.get(5)));
  }

  static List<Example> logLines() {
    return DocumentedMessages.of("Log lines");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("logLines")
  void logLinesAreWrittenAsThePageSays(Example example) throws IOException {
    JsonNode line = json(example);
    switch (line.path("happening").asText()) {
      case "visited" -> journal.visited(entry(line));
      case "rollout" ->
          journal.rollout(line.path("rollout").asText(), line.path("message").asText());
      case "warning" -> {
        Map<String, String> fields = new HashMap<>();
        line.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        List.of("level", "happening", "message").forEach(fields::remove);
        journal.warning(line.path("message").asText(), fields);
      }
      case "answered" ->
          journal.answered(line.path("trigger").asText(), line.path("answer").asText());
      default -> throw new AssertionError("no such happening: " + line);
    }
    assertThat(JSON.readTree(log.toString(StandardCharsets.UTF_8))).isEqualTo(line);
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
    return new Entry(
        line.path("rollout").asText(),
        new CommitId(line.path("release").asText()),
        new AccountId(line.path("account").asText()),
        line.path("stack").asText(),
        2,
        Entry.State.valueOf(line.path("state").asText()),
        new Attempt(line.path("visit").asInt(), 0, 0, Optional.empty()),
        0,
        line.path("note").asText(),
        failure,
        line.path("calls").asInt(),
        FakeClock.START,
        FakeClock.START,
        Optional.empty(),
        true);
  }

  private JsonNode answer(String event) throws IOException {
    var output = new ByteArrayOutputStream();
    orchestrator.answer(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output);
    return JSON.readTree(output.toByteArray());
  }

  private static JsonNode json(Example example) throws IOException {
    return JSON.readTree(example.json());
  }

  /** The project's own templates, with the manifest given. */
  private void push(CommitId commit, String manifest) throws IOException {
    Map<String, String> files = new HashMap<>(Map.of("fleet.yaml", manifest));
    for (String name : List.of("hub-role.yaml", "org-read-only-role.yaml", "spoke-role.yaml")) {
      files.put(name, Files.readString(TEMPLATES.resolve(name)));
    }
    repository.push(commit, files);
  }

  private OrchestratorCalls orchestrator() {
    var clock = new FakeClock();
    var organization =
        new FakeOrganization(new OrganizationFacts("o-a1b2c3d4e5", MANAGEMENT, "aws"));
    Instant joined = clock.instant().minus(Duration.ofDays(30));
    organization.put(
        new Account(
            new AccountId("222222222222"), "hub", AccountState.ACTIVE, Optional.of(joined)));
    var ports =
        new Orchestrator.Ports(
            organization,
            repository,
            new InMemoryReleases(),
            new Ledger(new InMemoryRollouts(), new InMemoryItems(), new InMemoryInventory()),
            new RecordingWorkQueue(clock),
            new RecordingTickQueue(clock));
    var setting =
        new Orchestrator.Setting(
            Set.of("OrganizationAccountAccessRole", "AWSControlTowerExecution"),
            "arn:aws:iam::111111111111:role/FleetAccess-Worker",
            new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(5)));
    var given =
        new Orchestrator.Surroundings(
            clock, new SplittableRandom(1), Parallel.on(Runnable::run), journal);
    return new OrchestratorCalls(
        new Orchestrator(ports, setting, given),
        new TriggerParser("fleet-access", "main"),
        journal,
        JSON);
  }
}
