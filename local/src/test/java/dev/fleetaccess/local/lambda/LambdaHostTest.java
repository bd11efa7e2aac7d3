package dev.fleetaccess.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.blueprint.RetryPart;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaHostTest {
  private static final String DEAD = "arn:aws:sqs:us-east-1:111111111111:Dead";
  private static final Session SESSION =
      new Session("ASIAFUNCTION", "secret", "token", Instant.parse("2030-01-01T00:00:00Z"));

  /** No process ever asks there. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  @TempDir static Path folder;
  private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();
  private static Endpoint endpoint;
  private static LambdaHost host;

  @BeforeAll
  static void start() throws Exception {
    endpoint = Endpoint.bind(0);
    host =
        new LambdaHost(
            List.of(
                TryFunctions.function(
                    "Try",
                    TryHandler.class,
                    Duration.ofSeconds(60),
                    false,
                    new RetryPart(2, Optional.of(DEAD))),
                TryFunctions.function(
                    "Hasty", TryHandler.class, Duration.ofSeconds(1), false, RetryPart.DEFAULT),
                TryFunctions.function(
                    "Broken",
                    BrokenHandler.class,
                    Duration.ofSeconds(60),
                    false,
                    RetryPart.DEFAULT)),
            TryFunctions.settings(folder, endpoint.uri()),
            endpoint,
            (role, name) -> SESSION,
            (function, line) -> LINES.add(function + ": " + line));
    endpoint.start();
  }

  @AfterAll
  static void stop() {
    List<ProcessHandle> processes = host.processes();
    host.close();
    endpoint.close();
    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void anInvocationRunsInAProcessOfItsOwnWithTheEnvironmentOfTheTemplate() throws Exception {
    assertThat(invoke("Try", "hello").text()).isEqualTo("hello");
    assertThat(invoke("Try", "environment:GREETING").text()).isEqualTo("hello");
    assertThat(invoke("Try", "environment:AWS_ENDPOINT_URL").text())
        .isEqualTo(endpoint.uri().toString());
    assertThat(invoke("Try", "environment:AWS_ACCESS_KEY_ID").text()).isEqualTo("null");
    assertThat(invoke("Try", "arn").text())
        .isEqualTo("arn:aws:lambda:us-east-1:111111111111:function:Try");
  }

  @Test
  void aFunctionThatThrowsHasFailedAndItsProcessGoesOn() throws Exception {
    String before = invoke("Try", "process").text();
    Answer answer = invoke("Try", "throw");
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(Json.read(answer.payload()).path("errorMessage").asText()).isEqualTo("as ordered");
    assertThat(invoke("Try", "process").text()).isEqualTo(before);
  }

  @Test
  void aProcessThatEndsFailsItsInvocationAndIsStartedAgain() throws Exception {
    String before = invoke("Try", "process").text();
    Answer answer = invoke("Try", "die");
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).type()).isEqualTo("Runtime.ExitError");
    assertThat(((Answer.Failed) answer).why())
        .isEqualTo("Runtime exited with error: exit status 3");
    assertThat(answer.text()).contains("exit status 3");
    assertThat(invoke("Try", "process").text()).isNotEqualTo(before);
  }

  @Test
  void anInvocationThatTakesTooLongIsEndedWithItsProcess() throws Exception {
    Answer answer = invoke("Hasty", "hang");
    assertThat(((Answer.Failed) answer).type()).isEqualTo("Sandbox.Timedout");
    assertThat(answer.text()).contains("Task timed out after 1.00 seconds");
    assertThat(invoke("Hasty", "again").text()).isEqualTo("again");
  }

  @Test
  void aFunctionThatCannotStartFailsEachInvocationWithItsReason() throws Exception {
    for (int i = 0; i < 2; i++) {
      Answer answer = invoke("Broken", "hello");
      assertThat(answer).isInstanceOf(Answer.Failed.class);
      assertThat(answer.text()).contains("a setting is missing");
    }
  }

  @Test
  void theCredentialsOfTheRoleAreFetchedWithATokenAndRefusedWithoutIt() throws Exception {
    assertThat(Json.read(invoke("Try", "credentials").payload()).path("AccessKeyId").asText())
        .isEqualTo("ASIAFUNCTION");
    var uri = endpoint.uri().resolve("/_credentials/Try");
    var reply =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body()).doesNotContain("secret");
  }

  @Test
  void whatAFunctionLogsReachesTheListenerAsJson() throws Exception {
    invoke("Try", "log");
    String line = LINES.poll(30, TimeUnit.SECONDS);
    while (line != null && !line.contains("hello from the function")) {
      line = LINES.poll(30, TimeUnit.SECONDS);
    }
    assertThat(line).startsWith("Try: {").contains("\"message\":\"hello from the function\"");
  }

  @Test
  void theChainOfRequestsIsCountedInTheTraceHeader() throws Exception {
    Lineage before = Lineage.NONE.into("Try").into("Try");
    var answer = host.invoke("Try", bytes("trace"), before).get(60, TimeUnit.SECONDS);
    assertThat(Lineage.of(answer.text()).counts()).containsValue(3);
  }

  @Test
  void anAsynchronousInvocationIsTriedThreeTimesThenDescribedToTheFailureQueue() throws Exception {
    var failures = new LinkedBlockingQueue<String>();
    try (var asynchronous =
        new AsyncInvoker(
            host,
            (queue, body) -> failures.add(queue + " " + body),
            List.of(Duration.ofMillis(1), Duration.ofMillis(1)),
            (function, line) -> {},
            InstantSource.fixed(Instant.EPOCH))) {
      asynchronous.invoke("Try", bytes("throw"));
      String failure = failures.poll(60, TimeUnit.SECONDS);
      assertThat(failure).startsWith(DEAD);
      var record = Json.read(failure.substring(DEAD.length()));
      assertThat(record.path("requestPayload").asText()).isEqualTo("throw");
      assertThat(record.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(3);
      assertThat(record.path("responsePayload").path("errorMessage").asText())
          .isEqualTo("as ordered");
    }
  }

  @Test
  void anAsynchronousInvocationThatIsTriedAgainKeepsTheIdOfItsRequest() throws Exception {
    var failures = new LinkedBlockingQueue<String>();
    try (var asynchronous =
        new AsyncInvoker(
            host,
            (queue, body) -> failures.add(body),
            List.of(Duration.ofMillis(1), Duration.ofMillis(1)),
            (function, line) -> {},
            InstantSource.fixed(Instant.EPOCH))) {
      var ids = new ArrayList<String>();
      for (int request = 0; request < 2; request++) {
        asynchronous.invoke("Try", bytes("request"));
        var record = Json.read(failures.poll(60, TimeUnit.SECONDS));
        String id = record.path("requestContext").path("requestId").asText();
        assertThat(record.path("responsePayload").path("errorMessage").asText())
            .as("what its last try was told")
            .isEqualTo(id)
            .isNotBlank();
        ids.add(id);
      }
      assertThat(ids).as("each request has one of its own").doesNotHaveDuplicates();
    }
  }

  @Test
  void aProcessTakesSeveralInvocationsAtOnceWhereThatIsAllowed() throws Exception {
    try (var other = Endpoint.bind(0);
        var parallel =
            new LambdaHost(
                List.of(
                    TryFunctions.function(
                        "Two", TryHandler.class, Duration.ofSeconds(60), false, RetryPart.DEFAULT)),
                TryFunctions.settings(Files.createDirectory(folder.resolve("two")), other.uri(), 2),
                other,
                (role, name) -> SESSION,
                (function, line) -> {})) {
      other.start();
      var first = parallel.invoke("Two", bytes("meet"), Lineage.NONE);
      var second = parallel.invoke("Two", bytes("meet"), Lineage.NONE);
      assertThat(first.get(60, TimeUnit.SECONDS).text()).isEqualTo("met");
      assertThat(second.get(60, TimeUnit.SECONDS).text()).isEqualTo("met");
    }
  }

  @Test
  void whatStandsInForAFunctionAnswersWithoutAProcess() throws Exception {
    var settings = TryFunctions.settings(Files.createDirectory(folder.resolve("in")), NOWHERE);
    try (var other = Endpoint.bind(0);
        var stoodIn =
            new LambdaHost(
                List.of(
                    TryFunctions.function(
                        "Try", TryHandler.class, Duration.ofSeconds(60), false, RetryPart.DEFAULT)),
                settings.standingIn(
                    Map.of(
                        "Try",
                        event -> {
                          if (event.contains("throw")) {
                            throw new IllegalStateException("as ordered");
                          }
                          return event + " from the stand-in";
                        })),
                other,
                (role, name) -> SESSION,
                (function, line) -> {})) {
      stoodIn.start();

      Answer answer = stoodIn.invoke("Try", bytes("hello"), Lineage.NONE).get(60, TimeUnit.SECONDS);
      Answer thrown = stoodIn.invoke("Try", bytes("throw"), Lineage.NONE).get(60, TimeUnit.SECONDS);

      assertThat(answer.text()).isEqualTo("\"hello\" from the stand-in");
      assertThat(thrown).isInstanceOf(Answer.Failed.class);
      assertThat(thrown.text()).contains("as ordered");
      assertThat(stoodIn.processes()).isEmpty();
    }
  }

  @Test
  void anUnknownFunctionIsRefused() {
    assertThatThrownBy(() -> host.invoke("None", bytes("x"), Lineage.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Answer invoke(String function, String order) throws Exception {
    return host.invoke(function, bytes(order), Lineage.NONE).get(60, TimeUnit.SECONDS);
  }

  private static byte[] bytes(String order) {
    return ("\"" + order + "\"").getBytes(StandardCharsets.UTF_8);
  }
}
