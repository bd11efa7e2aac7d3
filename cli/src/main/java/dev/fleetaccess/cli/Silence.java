package dev.fleetaccess.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Whether nothing moves any more: no message is under way, and the ledger has not changed. */
final class Silence {
  private final InstantSource clock;
  private final Duration quiet;
  private Instant since;
  private String last = "";

  /**
   * Silence in that time.
   *
   * @param quiet after so long nothing moves any more
   */
  Silence(InstantSource clock, Duration quiet) {
    this.clock = Objects.requireNonNull(clock);
    this.quiet = Objects.requireNonNull(quiet);
    this.since = clock.instant();
  }

  /** From now on it is listened anew. */
  void begin() {
    since = clock.instant();
  }

  /**
   * Listens once more. Who was told of a silence is told of the next one only.
   *
   * @param state what the ledger says
   * @param messages how many are in the queue of which something could be heard
   */
  boolean noticed(String state, int messages) {
    Instant now = clock.instant();
    if (messages > 0 || !state.equals(last)) {
      last = state;
      since = now;
      return false;
    }
    boolean noticed = since.plus(quiet).isBefore(now);
    if (noticed) {
      since = now;
    }
    return noticed;
  }
}
