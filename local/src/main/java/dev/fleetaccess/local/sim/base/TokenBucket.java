package dev.fleetaccess.local.sim.base;

import java.time.Duration;
import java.time.Instant;

/** A token bucket in the model's time. */
public final class TokenBucket {
  private final Rate rate;
  private double tokens;
  private Instant filled;

  /** A full bucket. */
  public TokenBucket(Rate rate, Instant now) {
    this.rate = rate;
    this.tokens = rate.burst();
    this.filled = now;
  }

  /** Takes a token; false when there is none. */
  public boolean take(Instant now) {
    if (now.isAfter(filled)) {
      double seconds = Duration.between(filled, now).toNanos() / 1e9;
      tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
      filled = now;
    }
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
