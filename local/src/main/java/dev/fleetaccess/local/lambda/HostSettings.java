package dev.fleetaccess.local.lambda;

import dev.fleetaccess.local.endpoint.Place;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What the processes of all functions have in common.
 *
 * @param place the account and region they run in
 * @param endpoint the local endpoint
 * @param functionJar the packaged Lambda jar
 * @param runtime the runtime interface client
 * @param processes processes of each function
 * @param concurrency invocations at once in one process; 1 is what plain Lambda does, more shares
 *     static state between them
 * @param retryDelays how long an asynchronous invocation waits before its first and second retry; 1
 *     and 2 minutes at AWS
 * @param standIns what answers in the place of a function's process, by the function's name
 */
public record HostSettings(
    Place place,
    URI endpoint,
    Path functionJar,
    RuntimeClassPath runtime,
    int processes,
    int concurrency,
    List<Duration> retryDelays,
    Map<String, UnaryOperator<String>> standIns) {
  public HostSettings {
    Objects.requireNonNull(place);
    Objects.requireNonNull(endpoint);
    Objects.requireNonNull(functionJar);
    Objects.requireNonNull(runtime);
    if (processes < 1 || concurrency < 1) {
      throw new IllegalArgumentException("a function needs a process that takes invocations");
    }
    standIns = Map.copyOf(standIns);
    retryDelays = List.copyOf(retryDelays);
    if (retryDelays.size() < 2) {
      throw new IllegalArgumentException("two retry delays are needed");
    }
  }

  /** The same with those in the place of functions' processes. */
  public HostSettings standingIn(Map<String, UnaryOperator<String>> others) {
    return new HostSettings(
        place, endpoint, functionJar, runtime, processes, concurrency, retryDelays, others);
  }
}
