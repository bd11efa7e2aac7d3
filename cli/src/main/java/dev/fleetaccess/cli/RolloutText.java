package dev.fleetaccess.cli;

import dev.fleetaccess.cli.text.StoppedPush;
import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.report.CauseGroup;
import dev.fleetaccess.report.NextStep;
import dev.fleetaccess.report.RolloutSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rollouts, for people. */
record RolloutText(Ink ink) {
  /** Accounts whose roles were put right, a line each. */
  private static final int MOST = 20;

  /** Many, a line each. */
  List<String> list(Map<Rollout, Optional<Map<Entry.State, Integer>>> rollouts, Instant now) {
    var table =
        new TextTable("rollout", "kind", "state", "release", "by", "started", "took", "items");
    rollouts.forEach(
        (rollout, counts) ->
            table.row(
                rollout.id(),
                Words.words(rollout.kind()) + (rollout.dryRun() ? " (dry run)" : ""),
                state(rollout),
                rollout.release().brief(),
                rollout.by(),
                Words.time(rollout.started()),
                Words.duration(took(rollout, now)),
                counts.map(Words::counts).orElse("–")));
    return table.lines(ink);
  }

  /** Why the last push is not what accounts have. */
  List<String> stopped(StoppedPush push, Instant now) {
    return List.of(
        "",
        ink.in(Ink.Colour.RED, push.end() + ": ") + push.sentence(now),
        "  → Why: " + push.command());
  }

  /**
   * Why it stands so; a rest between waves is nothing that it came to, so the ledger has no note.
   */
  static String note(Rollout rollout, Instant now) {
    return rollout
        .bakes()
        .filter(until -> rollout.kind() == Rollout.Kind.RELEASE)
        .filter(until -> rollout.state() == Rollout.State.RUNNING && until.isAfter(now))
        .map(until -> "rests until " + Words.time(until) + " before the next wave")
        .orElseGet(() -> Words.oneLine(rollout.note()));
  }

  /** The same behind a mark; nothing where there is nothing to be said. */
  static String said(String mark, Rollout rollout, Instant now) {
    String note = note(rollout, now);
    return note.isEmpty() ? "" : mark + note;
  }

  /**
   * One: its waves, what failed, and who was last.
   *
   * @param pointers what a person can do hangs on them
   */
  List<String> one(RolloutSight sight, Pointers pointers, Instant now) {
    Rollout rollout = sight.rollout();
    RolloutSummary summary = RolloutSummary.of(rollout, sight.items());
    List<String> lines = new ArrayList<>();
    lines.add(
        ink.in(Ink.Colour.BOLD, rollout.id())
            + "  "
            + ink.in(colour(rollout), Words.words(rollout.state()))
            + said(": ", rollout, now));
    lines.add(
        "  %s%s of %s by %s, %s, %s"
            .formatted(
                Words.words(rollout.kind()),
                rollout.dryRun() ? " (dry run)" : "",
                rollout.release(),
                rollout.by().isEmpty() ? "nobody named" : Words.oneLine(rollout.by()),
                Words.time(rollout.started()),
                (rollout.open() ? "for " : "took ") + Words.duration(took(rollout, now))));
    NextStep.of(rollout, pointers, NextStep.Form.COMMAND).forEach(step -> lines.add("  " + step));
    if (!sight.items().isEmpty()) {
      lines.add("");
      lines.addAll(waves(sight).lines(ink));
    }
    summary
        .slowest()
        .filter(slow -> slow.took().orElseThrow().toSeconds() > 0)
        .ifPresent(
            slow ->
                lines.add(
                    "  slowest account: %s, %s"
                        .formatted(slow.account(), Words.duration(slow.took().orElseThrow()))));
    sight.putRight().stream()
        .limit(MOST)
        .forEach(item -> lines.add("  " + item.account() + ": " + Words.oneLine(item.note())));
    for (CauseGroup cause : summary.groups()) {
      lines.add("");
      lines.add(
          ink.in(Ink.Colour.BOLD, Words.count(cause.accounts().size(), "account"))
              + "  "
              + ink.in(Ink.Colour.RED, cause.kind()));
      lines.add("  " + Words.oneLine(cause.cause()));
      if (!cause.nextStep().isEmpty()) {
        lines.add("  → " + cause.nextStep());
      }
      lines.add("  " + ink.in(Ink.Colour.DIM, Words.named(cause.accounts())));
    }
    return lines;
  }

  private record Wave(int stage, String stack, int wave) {}

  private static Map<Wave, List<Entry>> byWave(RolloutSight sight) {
    var waves =
        new TreeMap<Wave, List<Entry>>(
            Comparator.comparing(Wave::stage).thenComparing(Wave::wave).thenComparing(Wave::stack));
    for (Entry item : sight.items()) {
      waves
          .computeIfAbsent(
              new Wave(item.stage(), item.stack(), item.wave()), absent -> new ArrayList<>())
          .add(item);
    }
    return waves;
  }

  /** How many of the first waves have ended. */
  int wavesEnded(RolloutSight sight) {
    return (int)
        byWave(sight).values().stream()
            .takeWhile(items -> items.stream().allMatch(item -> item.state().ended()))
            .count();
  }

  /** The waves of each stage. */
  TextTable waves(RolloutSight sight) {
    var table = new TextTable("stack", "wave", "ended", "failed", "retries", "items");
    byWave(sight)
        .forEach(
            (wave, items) -> {
              var own = new RolloutSight(sight.rollout(), items);
              table.row(
                  wave.stack() + (wave.stage() == Stage.REMOVALS ? " (no longer wanted)" : ""),
                  wave.wave() + 1,
                  own.ended() + " of " + items.size(),
                  own.failed() == 0
                      ? "–"
                      : new TextTable.Cell(String.valueOf(own.failed()), Ink.Colour.RED),
                  items.stream().mapToInt(item -> item.attempt().failures()).sum(),
                  Words.counts(AnswerJson.count(own)));
            });
    return table;
  }

  static Duration took(Rollout rollout, Instant now) {
    return Duration.between(rollout.started(), rollout.open() ? now : rollout.changed());
  }

  private static TextTable.Cell state(Rollout rollout) {
    return new TextTable.Cell(Words.words(rollout.state()), colour(rollout));
  }

  static Ink.Colour colour(Rollout rollout) {
    return switch (rollout.state()) {
      case FINISHED -> Ink.Colour.GREEN;
      case HALTED, ROLLED_BACK -> Ink.Colour.RED;
      case CLAIMING, RUNNING, WAITING -> Ink.Colour.YELLOW;
      case SUPERSEDED -> Ink.Colour.DIM;
    };
  }
}
