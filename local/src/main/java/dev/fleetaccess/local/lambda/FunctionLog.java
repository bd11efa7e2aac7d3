package dev.fleetaccess.local.lambda;

/** Takes what the functions write. Called by many threads. */
@FunctionalInterface
public interface FunctionLog {
  /** One line of a function's standard output or error. */
  void line(String function, String line);
}
