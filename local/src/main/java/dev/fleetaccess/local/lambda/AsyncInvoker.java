package dev.fleetaccess.local.lambda;

import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.endpoint.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Invokes functions asynchronously, as EventBridge and {@code Event} invocations do: a failure is
 * tried again as the function's settings say, under the same request id, then described to its
 * failure queue.
 */
public final class AsyncInvoker implements AutoCloseable {
  private final LambdaHost functions;
  private final FailureQueue failures;
  private final List<Duration> delays;
  private final FunctionLog log;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("asynchronous-retries").factory());

  /**
   * Makes an invoker.
   *
   * @param delays the waits before the first and the second retry
   * @param log told, in a line, what failed
   */
  public AsyncInvoker(
      LambdaHost functions,
      FailureQueue failures,
      List<Duration> delays,
      FunctionLog log,
      InstantSource clock) {
    this.functions = Objects.requireNonNull(functions);
    this.failures = Objects.requireNonNull(failures);
    this.delays = List.copyOf(delays);
    this.log = Objects.requireNonNull(log);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Accepts an event for a function.
   *
   * @throws IllegalArgumentException when there is no such function
   */
  public void invoke(String name, byte[] payload) {
    FunctionPart function =
        functions
            .function(name)
            .orElseThrow(() -> new IllegalArgumentException("no function " + name));
    attempt(function, LambdaHost.newRequest(), payload, 1);
  }

  private void attempt(FunctionPart function, String request, byte[] payload, int count) {
    functions
        .invoke(function.name(), request, payload, Lineage.NONE)
        .thenAccept(
            answer -> {
              if (answer instanceof Answer.Failed failed) {
                failed(function, request, payload, count, failed);
              }
            });
  }

  private void failed(
      FunctionPart function, String request, byte[] payload, int count, Answer.Failed failed) {
    if (timer.isShutdown()) {
      return;
    }
    if (count <= function.retries().attempts()) {
      Duration delay = delays.get(count - 1);
      log.line(
          function.name(),
          "failed (" + failed.type() + "), tried again in " + delay.toSeconds() + " s");
      timer.schedule(
          () -> attempt(function, request, payload, count + 1),
          delay.toMillis(),
          TimeUnit.MILLISECONDS);
      return;
    }
    log.line(function.name(), "failed for good (" + failed.type() + ") after " + count + " times");
    function
        .retries()
        .onFailure()
        .ifPresent(
            queue -> failures.send(queue, record(function, request, payload, count, failed)));
  }

  /** What Lambda sends to a failure destination. */
  private String record(
      FunctionPart function, String request, byte[] payload, int count, Answer.Failed failed) {
    var record = Json.object().put("version", "1.0").put("timestamp", clock.instant().toString());
    record
        .putObject("requestContext")
        .put("requestId", request)
        .put("functionArn", function.arn() + ":$LATEST")
        .put("condition", "RetriesExhausted")
        .put("approximateInvokeCount", count);
    record.set("requestPayload", Json.read(payload));
    record
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    record.set("responsePayload", Json.read(failed.payload()));
    return record.toString();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
