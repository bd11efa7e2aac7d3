package dev.fleetaccess.cli;

import dev.fleetaccess.local.rehearsal.check.Violation;
import dev.fleetaccess.local.rehearsal.report.RehearsalReport;
import dev.fleetaccess.local.rehearsal.report.SeedsReport;
import dev.fleetaccess.local.rehearsal.report.StepFigures;
import dev.fleetaccess.local.rehearsal.report.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A rehearsal as people see it. */
final class RehearsalScreen {
  private static final int SHOWN = 3;

  /** Lines of progress of many seeds. */
  private static final int PROGRESS = 20;

  private final Screen screen;

  RehearsalScreen(Screen screen) {
    this.screen = Objects.requireNonNull(screen);
  }

  void show(RehearsalReport report, double wallSeconds) {
    screen.title(
        "Rehearsal: %d member accounts, seed %d, faults %s"
            .formatted(report.accounts(), report.seed(), report.profile()));
    screen.title("Time (virtual) and calls to STS and CloudFormation");
    screen.table(steps(report));
    screen.title("How items ended");
    screen.table(outcomes(report));
    screen.title("Calls, second attempts included");
    screen.table(calls(report));
    slowest(report);
    faults(report);
    if (report.good()) {
      screen.title("Promises");
      screen.good("every promise held");
    } else {
      broken(report);
    }
    targets(report);
    screen.line(
        String.format(
            Locale.ROOT, "%d effects in %.1f s of real time", report.effects(), wallSeconds));
    screen.line("hash " + report.hash());
  }

  private void targets(RehearsalReport report) {
    boolean held = report.steps().stream().anyMatch(step -> step.bound().isPresent());
    if (!held || report.accounts() < Targets.FEWEST) {
      return;
    }
    screen.title("Targets");
    if (report.missed().isEmpty()) {
      screen.good("every step came near enough to its bound, at few enough calls for the proof");
    }
    report.missed().forEach(screen::bad);
  }

  /** What broke, with the seed that plays it again. */
  void broken(RehearsalReport report) {
    screen.title(
        "%d promises broken: ./fleet rehearse --accounts %d --seed %d --faults %s --scenario %s"
            .formatted(
                report.broken(),
                report.accounts(),
                report.seed(),
                report.profile(),
                report.scenario()));
    for (Violation violation :
        report.violations().subList(0, Math.min(SHOWN, report.violations().size()))) {
      screen.bad((violation.account() + " " + violation.what()).strip());
      violation.steps().forEach(step -> screen.aside("    " + step));
    }
  }

  /** One of many has ended. */
  void ended(RehearsalReport report, int ended, int of) {
    if (!report.good()) {
      broken(report);
    }
    int often = (of + PROGRESS - 1) / PROGRESS;
    if (ended % often == 0 && ended < of) {
      screen.aside("  %d of %d seeds".formatted(ended, of));
    }
  }

  /** What many came to. */
  void sum(SeedsReport sum, boolean demanding, double wallSeconds) {
    screen.title("What occurred over %d seeds".formatted(sum.seeds()));
    screen.table(pairs(sum.occurred()));
    screen.title("How items ended");
    screen.table(pairs(sum.outcomes()));
    screen.title("Promises");
    if (demanding && !sum.missing().isEmpty()) {
      screen.bad("never occurred, so it was not rehearsed: " + String.join(", ", sum.missing()));
    }
    if (sum.broken().isEmpty()) {
      screen.good(sum.seeds() + " seeds: every promise held");
    } else {
      screen.bad(
          "%d of %d seeds broke a promise: %s"
              .formatted(
                  sum.broken().size(),
                  sum.seeds(),
                  sum.broken().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    screen.line(
        String.format(
            Locale.ROOT, "%d effects in %.1f s of real time", sum.effects(), wallSeconds));
    screen.line("hash " + sum.hash());
  }

  /** Two pairs a line, or the table would not fit a screen. */
  private static List<List<String>> pairs(Map<String, Long> counts) {
    List<Map.Entry<String, Long>> all = List.copyOf(new TreeMap<>(counts).entrySet());
    int half = (all.size() + 1) / 2;
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("what", "times", "what", "times"));
    for (int i = 0; i < half; i++) {
      List<String> row = new ArrayList<>(List.of(all.get(i).getKey(), "" + all.get(i).getValue()));
      boolean both = i + half < all.size();
      row.add(both ? all.get(i + half).getKey() : "");
      row.add(both ? "" + all.get(i + half).getValue() : "");
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> steps(RehearsalReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "step",
            "to last converged",
            "bound",
            "ratio",
            "to its end",
            "items",
            "calls an account",
            "p99",
            "for the proof",
            "writes",
            "throttles",
            "retries",
            "messages at most"));
    for (StepFigures step : report.steps()) {
      rows.add(
          List.of(
              step.name(),
              seconds(step.converged()),
              step.bound().map(RehearsalScreen::seconds).orElse("-"),
              step.ratio().map(ratio -> String.format(Locale.ROOT, "%.2f ×", ratio)).orElse("-"),
              seconds(step.took()),
              "" + step.items(),
              String.format(Locale.ROOT, "%.2f", step.mean()),
              "" + step.p99(),
              String.format(Locale.ROOT, "%.2f", step.meanProof()),
              "" + step.writes(),
              "" + step.throttles(),
              "" + step.retries(),
              "" + step.messages()));
    }
    return rows;
  }

  private static List<List<String>> outcomes(RehearsalReport report) {
    var kinds = new TreeSet<String>();
    report.steps().forEach(step -> kinds.addAll(step.outcomes().keySet()));
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("step"));
    kinds.forEach(kind -> head.add(kind.toLowerCase(Locale.ROOT)));
    rows.add(head);
    for (StepFigures step : report.steps()) {
      List<String> row = new ArrayList<>(List.of(step.name()));
      kinds.forEach(kind -> row.add("" + step.outcomes().getOrDefault(kind, 0)));
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> calls(RehearsalReport report) {
    var operations = new TreeSet<String>();
    report.steps().forEach(step -> operations.addAll(step.calls().keySet()));
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("operation"));
    report.steps().forEach(step -> head.add(step.name()));
    rows.add(head);
    for (String operation : operations) {
      List<String> row = new ArrayList<>(List.of(operation));
      report.steps().forEach(step -> row.add("" + step.calls().getOrDefault(operation, 0L)));
      rows.add(row);
    }
    return rows;
  }

  private void slowest(RehearsalReport report) {
    StepFigures first = report.steps().getFirst();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("account", "converged after"));
    first.slowest().forEach(slow -> rows.add(List.of(slow.account(), seconds(slow.after()))));
    screen.title("Slowest accounts of the " + first.name());
    screen.table(rows);
  }

  private void faults(RehearsalReport report) {
    if (report.faults().isEmpty()) {
      return;
    }
    screen.title("What went wrong, and what else occurred");
    Map<String, Long> occurred = new TreeMap<>(report.occurrences());
    report.faults().forEach((what, count) -> occurred.merge(what, count, Long::sum));
    screen.table(pairs(occurred));
    screen.line(
        "given up to dead-letter queues " + report.dead() + ", timeouts " + report.timeouts());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
