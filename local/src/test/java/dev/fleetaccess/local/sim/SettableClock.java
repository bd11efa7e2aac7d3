package dev.fleetaccess.local.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is told to go on. */
public final class SettableClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Lets time pass. */
  public synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }
}
