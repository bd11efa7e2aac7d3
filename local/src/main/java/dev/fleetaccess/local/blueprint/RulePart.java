package dev.fleetaccess.local.blueprint;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An EventBridge rule as deployed.
 *
 * @param name its name
 * @param arn its ARN
 * @param pattern the event pattern, JSON
 * @param schedule the schedule expression
 * @param targets where matching events go
 */
public record RulePart(
    String name,
    String arn,
    Optional<String> pattern,
    Optional<String> schedule,
    List<Target> targets) {
  /**
   * One target.
   *
   * @param arn a function's ARN, without qualifier, or a queue's
   * @param input the constant that is sent in place of the event
   */
  public record Target(String arn, Optional<String> input) {
    public Target {
      Objects.requireNonNull(arn);
      Objects.requireNonNull(input);
    }
  }

  public RulePart {
    Objects.requireNonNull(name);
    Objects.requireNonNull(arn);
    Objects.requireNonNull(pattern);
    Objects.requireNonNull(schedule);
    targets = List.copyOf(targets);
  }
}
