package dev.fleetaccess.local.events;

import dev.fleetaccess.local.blueprint.RulePart;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Fires rules of the form {@code rate(5 minutes)}. A rule with a calendar expression does not fire
 * here.
 */
public final class Schedules {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  private final EventBus bus;
  private final ScheduledExecutorService timer;
  private final Consumer<String> troubles;

  /**
   * Schedules on a timer that belongs to the caller.
   *
   * @param troubles told, in a sentence, what did not work
   */
  public Schedules(EventBus bus, ScheduledExecutorService timer, Consumer<String> troubles) {
    this.bus = Objects.requireNonNull(bus);
    this.timer = Objects.requireNonNull(timer);
    this.troubles = Objects.requireNonNull(troubles);
  }

  /** Begins; each rule fires for the first time when its period has passed. */
  public void start() {
    for (RulePart rule : bus.rules()) {
      rule.schedule()
          .flatMap(Schedules::period)
          .ifPresent(
              period ->
                  timer.scheduleAtFixedRate(
                      () -> fire(rule),
                      period.toMillis(),
                      period.toMillis(),
                      TimeUnit.MILLISECONDS));
    }
  }

  private void fire(RulePart rule) {
    try {
      bus.fire(rule);
    } catch (RuntimeException e) {
      // Thrown on, it would end the schedule.
      troubles.accept("rule " + rule.name() + " did not fire: " + e.getMessage());
    }
  }

  /** The period of a rate expression; empty where it is none. */
  public static Optional<Duration> period(String expression) {
    var matcher = RATE.matcher(expression);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "minute" -> Duration.ofMinutes(count);
          case "hour" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }
}
