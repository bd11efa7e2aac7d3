package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.sim.stack.StackTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Draws the times of stacks and remembers them, for the bound. */
final class DrawnTimes implements StackTime {
  private final StackTime source;
  private Map<String, Map<String, Duration>> drawn = new HashMap<>();

  DrawnTimes(StackTime source) {
    this.source = Objects.requireNonNull(source);
  }

  @Override
  public Duration draw(String account, String stack, long operation) {
    Duration time = source.draw(account, stack, operation);
    drawn.computeIfAbsent(stack, absent -> new HashMap<>()).merge(account, time, Duration::plus);
    return time;
  }

  /** What was drawn since the last time this was asked: by stack, then by account. */
  Map<String, Map<String, Duration>> take() {
    Map<String, Map<String, Duration>> taken = drawn;
    drawn = new HashMap<>();
    return taken;
  }
}
