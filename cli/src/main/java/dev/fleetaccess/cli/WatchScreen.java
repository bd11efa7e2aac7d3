package dev.fleetaccess.cli;

import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A rollout as it goes: drawn anew in place on a terminal, else a line a change. */
final class WatchScreen {
  private static final Duration RATE_OVER = Duration.ofMinutes(1);
  private static final int BAR = 30;

  private final PrintWriter out;
  private final Ink ink;
  private final boolean redraws;
  private final Set<String> told = new HashSet<>();
  private int drawn;
  private String last = "";

  WatchScreen(PrintWriter out, Ink ink, boolean redraws) {
    this.out = out;
    this.ink = ink;
    this.redraws = redraws;
  }

  /** Whether lines may be drawn over. */
  static boolean redraws() {
    return Boolean.getBoolean("fleet.terminal") && !"dumb".equals(System.getenv("TERM"));
  }

  /** Shows how it stands now. */
  void show(RolloutSight sight, Instant now) {
    failures(sight);
    if (redraws) {
      draw(sight, now);
    } else {
      String line = line(sight);
      if (!line.equals(last)) {
        out.println(line);
        last = line;
      }
    }
    out.flush();
  }

  /** Says what it came to. */
  void end(RolloutSight sight, Instant now) {
    if (redraws) {
      clear();
    }
    new RolloutText(ink).one(sight, now).forEach(out::println);
    out.flush();
  }

  /** Each failure once, when it is first seen; above what is drawn anew. */
  private void failures(RolloutSight sight) {
    List<Entry> fresh =
        sight.items().stream()
            .filter(RolloutSight::failed)
            .filter(item -> told.add(item.account() + " " + item.stack()))
            .toList();
    if (!fresh.isEmpty() && redraws) {
      clear();
    }
    for (Entry item : fresh) {
      String why =
          item.failure()
              .map(failure -> failure.code() + ": " + failure.message())
              .orElse(item.note());
      out.println(
          ink.in(Ink.Colour.RED, "✗ ")
              + item.account()
              + " "
              + item.stack()
              + ": "
              + Words.oneLine(why));
    }
  }

  private void draw(RolloutSight sight, Instant now) {
    clear();
    List<String> lines = new ArrayList<>();
    Rollout rollout = sight.rollout();
    long ended = sight.ended();
    int total = sight.items().size();
    lines.add(
        ink.in(Ink.Colour.BOLD, rollout.id())
            + "  "
            + ink.in(RolloutText.colour(rollout), Words.words(rollout.state()))
            + "  "
            + Words.duration(RolloutText.took(rollout, now))
            + (rollout.note().isEmpty() ? "" : "  " + Words.oneLine(rollout.note())));
    lines.add("  " + bar(ended, total) + " " + ended + " of " + total + rate(sight, now));
    lines.addAll(new RolloutText(ink).waves(sight).lines(ink));
    // A line that wraps would make two of one, and what is drawn over would not be all of it.
    out.print("\u001b[?7l");
    lines.forEach(out::println);
    out.print("\u001b[?7h");
    drawn = lines.size();
  }

  private void clear() {
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A\u001b[J");
      drawn = 0;
    }
  }

  private static String bar(long ended, int total) {
    int full = total == 0 ? 0 : (int) (BAR * ended / total);
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  private static String rate(RolloutSight sight, Instant now) {
    long recent =
        sight.items().stream()
            .filter(item -> item.state() == Entry.State.CONVERGED)
            .filter(item -> item.changed().isAfter(now.minus(RATE_OVER)))
            .count();
    return recent == 0 ? "" : ", " + recent + " in the last minute";
  }

  private static String line(RolloutSight sight) {
    Rollout rollout = sight.rollout();
    return "%s %s: %d of %d ended; %s%s"
        .formatted(
            rollout.id(),
            Words.words(rollout.state()),
            sight.ended(),
            sight.items().size(),
            Words.counts(AnswerJson.count(sight)),
            rollout.note().isEmpty() ? "" : "; " + Words.oneLine(rollout.note()));
  }
}
