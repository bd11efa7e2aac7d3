package dev.fleetaccess.local;

import dev.fleetaccess.local.sim.WorldSettings;
import dev.fleetaccess.local.sim.stack.StackTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * How a local organization is started.
 *
 * @param port the endpoint's port; 0 for any free one
 * @param world the simulated organization at its beginning
 * @param template the synthesized CloudFormation template
 * @param functionJar the packaged Lambda jar
 * @param processes processes of each function
 * @param concurrency invocations at once in one process; more than 1 shares static state
 * @param environment variables that take the place of the template's in every function that has
 *     them
 * @param hidden how long a message that failed, or that somebody else received, stays hidden
 * @param retryDelays the waits before an asynchronous invocation's first and second retry
 * @param standIns what answers in the place of a function's process, by the function's name: it is
 *     given events as JSON, several at a time, and returns answers as JSON
 */
public record LocalSettings(
    int port,
    WorldSettings world,
    Path template,
    Path functionJar,
    int processes,
    int concurrency,
    Map<String, String> environment,
    Duration hidden,
    List<Duration> retryDelays,
    Map<String, UnaryOperator<String>> standIns) {
  /** The port that emulators of AWS use by custom. */
  public static final int DEFAULT_PORT = 4566;

  /** Shorter waits than the template's, for stacks that take seconds here, not minutes. */
  private static final Map<String, String> SHORTER =
      Map.of("FLEET_LOOK_AFTER", "PT2S", "FLEET_TICK_EVERY", "PT1S");

  public LocalSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
    Objects.requireNonNull(world);
    Objects.requireNonNull(template);
    Objects.requireNonNull(functionJar);
    environment = new TreeMap<>(environment);
    Objects.requireNonNull(hidden);
    retryDelays = List.copyOf(retryDelays);
    standIns = Map.copyOf(standIns);
  }

  /**
   * The usual: stacks of two seconds, one process a function.
   *
   * @param members member accounts, the hub's among them
   */
  public static LocalSettings of(int members, Path template, Path functionJar) {
    return new LocalSettings(
        DEFAULT_PORT,
        WorldSettings.local(members),
        template,
        functionJar,
        1,
        1,
        SHORTER,
        Duration.ofSeconds(15),
        List.of(Duration.ofSeconds(2), Duration.ofSeconds(4)),
        Map.of());
  }

  /** The same on another port; 0 for any free one. */
  public LocalSettings onPort(int other) {
    return new LocalSettings(
        other,
        world,
        template,
        functionJar,
        processes,
        concurrency,
        environment,
        hidden,
        retryDelays,
        standIns);
  }

  /** The same with another simulated organization. */
  public LocalSettings with(WorldSettings other) {
    return new LocalSettings(
        port,
        other,
        template,
        functionJar,
        processes,
        concurrency,
        environment,
        hidden,
        retryDelays,
        standIns);
  }

  /** The same with stacks that take that long. */
  public LocalSettings stacksTake(Duration time) {
    return with(world.with(StackTime.fixed(time)));
  }

  /** The same with so many invocations at once in each process. */
  public LocalSettings atOnce(int invocations) {
    return new LocalSettings(
        port,
        world,
        template,
        functionJar,
        processes,
        invocations,
        environment,
        hidden,
        retryDelays,
        standIns);
  }

  /** The same with messages that failed hidden for that long. */
  public LocalSettings hiding(Duration time) {
    return new LocalSettings(
        port,
        world,
        template,
        functionJar,
        processes,
        concurrency,
        environment,
        time,
        retryDelays,
        standIns);
  }

  /** The same with other variables in place of the template's. */
  public LocalSettings withEnvironment(Map<String, String> other) {
    return new LocalSettings(
        port,
        world,
        template,
        functionJar,
        processes,
        concurrency,
        other,
        hidden,
        retryDelays,
        standIns);
  }

  /** The same with something in the place of one more function's process. */
  public LocalSettings standingIn(String function, UnaryOperator<String> standIn) {
    var more = new TreeMap<>(standIns);
    more.put(function, standIn);
    return new LocalSettings(
        port,
        world,
        template,
        functionJar,
        processes,
        concurrency,
        environment,
        hidden,
        retryDelays,
        more);
  }
}
