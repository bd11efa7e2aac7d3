package dev.fleetaccess.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to go on. */
public final class FakeClock implements InstantSource {
  /** A day as good as any other. */
  public static final Instant START = Instant.parse("2026-11-20T03:00:00Z");

  private volatile Instant now;

  public FakeClock() {
    this(START);
  }

  public FakeClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets time pass. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
