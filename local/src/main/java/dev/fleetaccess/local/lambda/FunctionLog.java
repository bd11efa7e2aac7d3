package dev.fleetaccess.local.lambda;

import java.time.Duration;

/** Takes what the functions write. Called by many threads. */
public interface FunctionLog {
  /** One line of a function's standard output or error. */
  void line(String function, String line);

  /** An invocation ended after so long in the function's process. */
  default void spent(String function, Duration time) {}
}
