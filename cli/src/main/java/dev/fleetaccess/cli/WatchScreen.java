package dev.fleetaccess.cli;

import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.report.NextStep;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** A rollout as it goes: drawn anew in place on a terminal, else a line a change. */
final class WatchScreen {
  private static final Duration RATE_OVER = Duration.ofMinutes(1);
  private static final int BAR = 30;

  /** What a terminal has that does not tell. */
  private static final int USUAL = 24;

  /** Head, bar, two choices, the table's head, a wave, what is left out, and the cursor's line. */
  private static final int LEAST = 8;

  private final PrintWriter out;
  private final Ink ink;
  private final OptionalInt height;
  private final Set<String> told = new HashSet<>();
  private int drawn;
  private String last = "";

  /**
   * A screen.
   *
   * @param height so many lines the terminal has; empty where lines cannot be drawn over
   */
  WatchScreen(PrintWriter out, Ink ink, OptionalInt height) {
    this.out = out;
    this.ink = ink;
    this.height = height;
  }

  /** The lines of this terminal; empty where lines cannot be drawn over. */
  static OptionalInt height() {
    return Boolean.getBoolean("fleet.terminal") && !"dumb".equals(System.getenv("TERM"))
        ? OptionalInt.of(Math.max(LEAST, Integer.getInteger("fleet.terminal.lines", USUAL)))
        : OptionalInt.empty();
  }

  /** Shows how it stands now. */
  void show(RolloutSight sight, Instant now) {
    failures(sight);
    if (height.isPresent()) {
      draw(sight, now, height.getAsInt());
    } else {
      String line = line(sight, now);
      if (!line.equals(last)) {
        out.println(line);
        choices(sight.rollout()).forEach(out::println);
        last = line;
      }
    }
    out.flush();
  }

  /** Says what it came to, and what a person can do. */
  void end(RolloutSight sight, Pointers pointers, Instant now) {
    clear();
    new RolloutText(ink).one(sight, pointers, now).forEach(out::println);
    out.flush();
  }

  /** Each failure once, and again after a resume; above what is drawn anew. */
  private void failures(RolloutSight sight) {
    List<Entry> fresh =
        sight.items().stream()
            .filter(RolloutSight::failed)
            .filter(item -> told.add(item.account() + " " + item.stack() + " " + item.changed()))
            .toList();
    if (!fresh.isEmpty()) {
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
              + Words.brief(why));
    }
  }

  private void draw(RolloutSight sight, Instant now, int height) {
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
            + RolloutText.said("  ", rollout, now));
    lines.add("  " + bar(ended, total) + " " + ended + " of " + total + rate(sight, now));
    lines.addAll(choices(rollout));
    lines.addAll(waves(sight, height - lines.size() - 1));
    // A line that wraps would make two of one, and what is drawn over would not be all of it.
    out.print("\u001b[?7l");
    lines.forEach(out::println);
    out.print("\u001b[?7h");
    drawn = lines.size();
  }

  /** A rollout that waits for a person says how; whoever watches may be that person. */
  private static List<String> choices(Rollout rollout) {
    return rollout.state() == Rollout.State.WAITING
        ? NextStep.of(rollout, Pointers.NONE, NextStep.Form.COMMAND).stream()
            .map(step -> "  " + step)
            .toList()
        : List.of();
  }

  /** What does not fit would be scrolled away, where it cannot be drawn over any more. */
  private List<String> waves(RolloutSight sight, int room) {
    var text = new RolloutText(ink);
    List<String> all = text.waves(sight).lines(ink);
    if (all.size() <= room) {
      return all;
    }
    int shown = room - 2;
    int rows = all.size() - 1;
    int from = 1 + Math.min(Math.max(0, text.wavesEnded(sight) - 1), rows - shown);
    List<String> lines = new ArrayList<>();
    lines.add(all.getFirst());
    lines.addAll(all.subList(from, from + shown));
    lines.add(ink.in(Ink.Colour.DIM, "  and " + (rows - shown) + " more waves"));
    return lines;
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

  private static String line(RolloutSight sight, Instant now) {
    Rollout rollout = sight.rollout();
    return "%s %s: %d of %d ended; %s%s"
        .formatted(
            rollout.id(),
            Words.words(rollout.state()),
            sight.ended(),
            sight.items().size(),
            Words.counts(AnswerJson.count(sight)),
            RolloutText.said("; ", rollout, now));
  }
}
