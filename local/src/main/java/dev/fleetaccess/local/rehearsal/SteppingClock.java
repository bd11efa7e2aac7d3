package dev.fleetaccess.local.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** A clock that somebody sets while it runs. */
final class SteppingClock implements InstantSource {
  private final InstantSource right;
  private Duration wrong = Duration.ZERO;

  SteppingClock(InstantSource right) {
    this.right = Objects.requireNonNull(right);
  }

  /** It is wrong by so much from now on. */
  void set(Duration newWrong) {
    wrong = newWrong;
  }

  @Override
  public Instant instant() {
    return right.instant().plus(wrong);
  }
}
