package dev.fleetaccess.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;

/** Says how far a search among accounts has come, every half minute: a short one says nothing. */
final class LongSearch {
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Consumer<String> say;
  private Instant said;
  private int asked;

  /**
   * A search that begins now.
   *
   * @param say takes a line
   */
  LongSearch(InstantSource clock, Consumer<String> say) {
    this.clock = Objects.requireNonNull(clock);
    this.say = Objects.requireNonNull(say);
    this.said = clock.instant();
  }

  /**
   * One account more was told.
   *
   * @param known how many the ledger knows
   */
  void told(int known) {
    asked++;
    Instant now = clock.instant();
    if (Duration.between(said, now).compareTo(EVERY) >= 0) {
      said = now;
      say.accept(
          "Organizations has told of %d accounts; the ledger knows %d".formatted(asked, known));
    }
  }
}
