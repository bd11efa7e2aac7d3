package dev.fleetaccess.cli.preview;

import dev.fleetaccess.local.rehearsal.report.Bound;
import dev.fleetaccess.plan.Rates;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The settings of the deployed functions that a rollout's time depends on.
 *
 * @param lookAfter how long after a write a stack is looked at
 * @param rates our share of AWS's rates
 */
public record Deployed(Duration lookAfter, Rates rates) {
  /** As they are deployed where nothing else is said. */
  public static final Deployed USUAL = new Deployed(Duration.ofSeconds(45), new Rates(75));

  /** The worker's mapping, which no setting changes. */
  static final int BATCH = 10;

  static final int CONCURRENCY = 100;

  public Deployed {
    Objects.requireNonNull(lookAfter);
    Objects.requireNonNull(rates);
  }

  /** By the environment of a function. */
  public static Deployed of(Map<String, String> environment) {
    return new Deployed(
        Duration.parse(environment.get("FLEET_LOOK_AFTER")),
        new Rates(Integer.parseInt(environment.get("FLEET_RATE_SHARE"))));
  }

  /** What the worker can do. */
  public Bound.Capacity capacity() {
    return new Bound.Capacity(BATCH, CONCURRENCY, rates);
  }
}
