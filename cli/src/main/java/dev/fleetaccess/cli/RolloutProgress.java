package dev.fleetaccess.cli;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Watches a rollout in the ledger until it is closed. */
final class RolloutProgress {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration SAY_EVERY = Duration.ofSeconds(5);

  private final Screen screen;
  private final Ledger ledger;

  RolloutProgress(Screen screen, Ledger ledger) {
    this.screen = Objects.requireNonNull(screen);
    this.ledger = Objects.requireNonNull(ledger);
  }

  /**
   * Waits for a rollout to close.
   *
   * @return how it closed
   * @throws IllegalStateException when it does not in that time
   */
  Rollout await(String id, Duration most) throws InterruptedException {
    Instant end = Instant.now().plus(most);
    Instant said = Instant.now();
    try (ProgressBar bar = screen.terminal() ? bar(id) : null) {
      while (Instant.now().isBefore(end)) {
        List<Entry> entries = ledger.items().of(id);
        long ended = entries.stream().filter(entry -> entry.state().ended()).count();
        if (bar != null) {
          bar.maxHint(Math.max(1, entries.size()));
          bar.stepTo(ended);
        } else if (Duration.between(said, Instant.now()).compareTo(SAY_EVERY) > 0) {
          screen.line("%s: %d of %d ended".formatted(id, ended, entries.size()));
          said = Instant.now();
        }
        var rollout = ledger.rollouts().find(id);
        if (rollout.isPresent() && !rollout.get().open()) {
          return rollout.get();
        }
        Thread.sleep(LOOK_EVERY.toMillis());
      }
    }
    throw new IllegalStateException(
        id + " did not end within " + most.toSeconds() + " s; its state is in the ledger");
  }

  private ProgressBar bar(String id) {
    return new ProgressBarBuilder()
        .setTaskName("  " + id)
        .setInitialMax(1)
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
        .setConsumer(new ConsoleProgressBarConsumer(screen.stream(), 100))
        .setUpdateIntervalMillis((int) LOOK_EVERY.toMillis())
        .hideEta()
        .build();
  }
}
