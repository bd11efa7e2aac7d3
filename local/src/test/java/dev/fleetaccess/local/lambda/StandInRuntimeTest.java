package dev.fleetaccess.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.blueprint.RetryPart;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInRuntimeTest {
  @TempDir static Path folder;
  private static Endpoint endpoint;
  private static LambdaHost host;

  @BeforeAll
  static void start() throws Exception {
    endpoint = Endpoint.bind(0);
    RuntimeClassPath standIn = RuntimeClassPath.standIn();
    assertThat(standIn.isAwsRuntime()).isFalse();
    var jars = new ArrayList<>(standIn.jars());
    // In a Lambda jar the event classes are packed with the function.
    jars.add(RuntimeClassPath.jarOf(SQSEvent.class.getName()));
    jars.add(RuntimeClassPath.jarOf("org.joda.time.DateTime"));
    host =
        new LambdaHost(
            List.of(
                function("Try", TryHandler.class),
                function("Batch", TryBatch.class),
                function("Broken", BrokenHandler.class)),
            TryFunctions.settings(
                folder,
                endpoint.uri(),
                1,
                new RuntimeClassPath(jars, standIn.mainClass(), Optional.empty())),
            endpoint,
            (role, name) -> new Session("ASIA", "secret", "token", Instant.MAX),
            (function, line) -> {});
    endpoint.start();
  }

  @AfterAll
  static void stop() {
    host.close();
    endpoint.close();
  }

  @Test
  void aStreamHandlerRunsWithItsContextAndTrace() throws Exception {
    assertThat(invoke("Try", "\"hello\"").text()).isEqualTo("hello");
    assertThat(invoke("Try", "\"arn\"").text()).endsWith("function:Try");
    assertThat(Lineage.of(invoke("Try", "\"trace\"").text()).counts()).containsValue(1);
    assertThat(invoke("Try", "\"log\"").text()).isEqualTo("logged");
  }

  @Test
  void aHandlerOfObjectsGetsTheBatchAndAnswersItsFailures() throws Exception {
    Answer answer =
        invoke(
            "Batch",
            "{\"Records\":[{\"messageId\":\"m-1\",\"body\":\"x\",\"eventSource\":\"aws:sqs\"}]}");
    assertThat(Json.read(answer.payload()))
        .isEqualTo(Json.read("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}"));
  }

  @Test
  void whatIsThrownIsDescribed() throws Exception {
    Answer thrown = invoke("Try", "\"throw\"");
    assertThat(thrown).isInstanceOf(Answer.Failed.class);
    assertThat(Json.read(thrown.payload()).path("errorMessage").asText()).isEqualTo("as ordered");
    assertThat(invoke("Broken", "{}").text()).contains("a setting is missing");
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "Linux, amd64, true",
    "Linux, aarch64, true",
    "Linux, riscv64, false",
    "Mac OS X, aarch64, false",
    "Windows 11, amd64, false"
  })
  void itStandsInWhereAwsHasNoNativeLibrary(String system, String architecture, boolean aws) {
    assertThat(RuntimeClassPath.libraryName(system, architecture).isPresent()).isEqualTo(aws);
  }

  private static Answer invoke(String function, String event) throws Exception {
    return host.invoke(function, event.getBytes(StandardCharsets.UTF_8), Lineage.NONE)
        .get(60, TimeUnit.SECONDS);
  }

  private static FunctionPart function(String name, Class<?> handler) {
    return TryFunctions.function(name, handler, Duration.ofSeconds(60), false, RetryPart.DEFAULT);
  }
}
