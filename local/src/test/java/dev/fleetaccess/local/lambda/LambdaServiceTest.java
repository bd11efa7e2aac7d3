package dev.fleetaccess.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.local.SignedCall;
import dev.fleetaccess.local.blueprint.RetryPart;
import dev.fleetaccess.local.endpoint.Authorizer.Verdict;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.GuardedService;
import dev.fleetaccess.local.endpoint.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaServiceTest {
  private static final String ARN = "arn:aws:lambda:us-east-1:111111111111:function:Try";

  @TempDir static Path folder;
  private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();
  private static Endpoint endpoint;
  private static LambdaHost host;
  private static AsyncInvoker asynchronous;

  @BeforeAll
  static void start() throws Exception {
    endpoint = Endpoint.bind(0);
    host =
        new LambdaHost(
            List.of(
                TryFunctions.function(
                    "Try", TryHandler.class, Duration.ofSeconds(60), false, RetryPart.DEFAULT)),
            TryFunctions.settings(folder, endpoint.uri()),
            endpoint,
            (role, name) -> {
              throw new IllegalStateException("not asked for");
            },
            (function, line) -> LINES.add(line));
    asynchronous =
        new AsyncInvoker(
            host,
            (queue, body) -> {},
            List.of(Duration.ZERO, Duration.ZERO),
            (function, line) -> {},
            InstantSource.system());
    endpoint.offer(
        new GuardedService(
            new LambdaService(host, asynchronous),
            request -> LambdaService.accesses(request, TryFunctions.PLACE),
            (key, access) ->
                key.equals("ADMIN")
                    ? new Verdict.Allowed()
                    : new Verdict.Denied(
                        "may not " + access.action() + " on " + access.resource())));
    endpoint.start();
  }

  @AfterAll
  static void stop() {
    asynchronous.close();
    host.close();
    endpoint.close();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "Try, by its name",
    "Try:live, by its name and alias",
    "arn:aws:lambda:us-east-1:111111111111:function:Try, by its ARN",
    "arn:aws:lambda:us-east-1:111111111111:function:Try:live, by the alias's ARN",
    "Try?Qualifier=live, with the alias apart",
  })
  void aFunctionIsInvoked(String name, String reason) throws Exception {
    String[] part = name.split("\\?");
    String path =
        part[0].replace(":", "%3A") + "/invocations" + (part.length > 1 ? "?" + part[1] : "");
    var reply = post(path, Map.of(), "\"hello\"");
    assertThat(reply.statusCode()).as(reason).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("hello");
    assertThat(reply.headers().firstValue("X-Amz-Function-Error")).isEmpty();
  }

  @Test
  void anErrorOfTheFunctionIsAnAnswerThatSaysSo() throws Exception {
    var reply = post("Try/invocations", Map.of(), "\"throw\"");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
    assertThat(Json.read(reply.body()).path("errorMessage").asText()).isEqualTo("as ordered");
  }

  @Test
  void anEventIsAcceptedBeforeItIsHandled() throws Exception {
    var reply = post("Try/invocations", Map.of("X-Amz-Invocation-Type", "Event"), "\"an event\"");
    assertThat(reply.statusCode()).isEqualTo(202);
    String line = LINES.poll(60, TimeUnit.SECONDS);
    while (line != null && !line.contains("received an event")) {
      line = LINES.poll(60, TimeUnit.SECONDS);
    }
    assertThat(line).isNotNull();
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "None/invocations, {}, ResourceNotFoundException, no such function",
    "Try/invocations, {, InvalidRequestContentException, no JSON",
  })
  void whatCannotBeInvokedIsTheModelledError(String path, String body, String error, String reason)
      throws Exception {
    var reply = post(path, Map.of(), body);
    assertThat(reply.headers().firstValue("x-amzn-ErrorType")).as(reason).contains(error);
  }

  @Test
  void whoMayNotInvokeIsDenied() throws Exception {
    var reply =
        SignedCall.send(
            "POST",
            endpoint.uri().resolve("/2015-03-31/functions/Try/invocations"),
            "lambda",
            "SOMEBODY",
            Map.of(),
            "{}");
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body()).contains("may not lambda:InvokeFunction on " + ARN);
  }

  @Test
  void functionsAreListedAndDescribed() throws Exception {
    var list = get("/2015-03-31/functions/");
    assertThat(Json.read(list.body()).path("Functions").path(0).path("FunctionArn").asText())
        .isEqualTo(ARN);
    var one = get("/2015-03-31/functions/Try");
    assertThat(Json.read(one.body()).path("Configuration").path("Timeout").asInt()).isEqualTo(60);
  }

  private static HttpResponse<String> post(String path, Map<String, String> headers, String body)
      throws Exception {
    return SignedCall.send(
        "POST",
        endpoint.uri().resolve("/2015-03-31/functions/" + path),
        "lambda",
        "ADMIN",
        headers,
        body);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return SignedCall.send("GET", endpoint.uri().resolve(path), "lambda", "ADMIN", Map.of(), "");
  }
}
