package dev.fleetaccess.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What of a play held and what did not, said as it is found, and what it came to. */
final class Verdicts {
  private final Screen screen;
  private int broken;

  Verdicts(Screen screen) {
    this.screen = Objects.requireNonNull(screen);
  }

  void hold(boolean holds, String text) {
    if (holds) {
      screen.good(text);
    } else {
      broken++;
      screen.bad(text);
    }
  }

  /** Says whether all of it held, and gives the exit code. */
  int end(Instant start) {
    screen.title(
        broken == 0
            ? "All of it holds, after %d s".formatted(seconds(start))
            : "%d of it did not hold".formatted(broken));
    return broken == 0 ? ExitCode.GOOD : ExitCode.NOT_GOOD;
  }

  static long seconds(Instant since) {
    return Duration.between(since, Instant.now()).toSeconds();
  }
}
