package dev.fleetaccess.cli;

import dev.fleetaccess.cli.text.StoppedPush;
import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Standing;
import dev.fleetaccess.report.CauseGroup;
import dev.fleetaccess.report.NextStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** How the fleet stands, for people. */
final class StatusText {
  /** How many sorts of changes by hand are named; the rollout names more. */
  private static final int FOUND = 5;

  /** How many causes are named, those of the most accounts. */
  private static final int CAUSES = 3;

  /** How many of the reasons are named for which a push was stopped. */
  private static final int REASONS = 5;

  /** Accounts that a line of 80 signs holds. */
  private static final int A_LINE = 5;

  private final Look look;
  private final Ink ink;
  private final List<String> lines = new ArrayList<>();

  StatusText(Look look, Ink ink) {
    this.look = look;
    this.ink = ink;
  }

  /** The whole, and why it is not whole. */
  List<String> summary() {
    head();
    states();
    open();
    newcomers();
    look.comparisons().forEach(this::putBack);
    List<CauseGroup> causes = Causes.of(look.coverage());
    if (!causes.isEmpty()) {
      lines.add("");
      lines.add("Why; with the accounts and the next step: ./fleet status --failed");
      causes.stream().limit(CAUSES).forEach(this::cause);
      if (causes.size() > CAUSES) {
        lines.add("  and " + Words.count(causes.size() - CAUSES, "cause") + " more");
      }
    }
    return lines;
  }

  private void cause(CauseGroup cause) {
    lines.add(
        "  %s  %s: %s"
            .formatted(
                Words.count(cause.accounts().size(), "account"),
                ink.in(Ink.Colour.RED, cause.kind()),
                Words.brief(cause.cause())));
  }

  /** Every cause with its accounts and the next step. */
  List<String> failed() {
    head();
    List<CauseGroup> causes = Causes.of(look.coverage());
    if (causes.isEmpty()) {
      lines.add("");
      lines.add("Nothing fails.");
    }
    for (CauseGroup cause : causes) {
      lines.add("");
      lines.add(
          ink.in(Ink.Colour.BOLD, Words.count(cause.accounts().size(), "account"))
              + "  "
              + ink.in(Ink.Colour.RED, cause.kind()));
      lines.add("  " + Words.oneLine(cause.cause()));
      if (!cause.nextStep().isEmpty()) {
        lines.add("  → " + cause.nextStep());
      }
      for (String row : Words.rows(cause.accounts(), A_LINE)) {
        lines.add("  " + ink.in(Ink.Colour.DIM, row));
      }
    }
    return lines;
  }

  /** Every account, a line each. */
  List<String> accounts() {
    head();
    var table = new TextTable("account", "state", "release", "changed", "why");
    for (AccountCoverage account : look.coverage().accounts()) {
      Standing standing = account.standing();
      table.row(
          account.account(),
          state(standing.state()),
          Words.release(account.release()),
          Words.time(account.changed()),
          standing.why());
    }
    lines.add("");
    lines.addAll(table.lines(ink));
    return lines;
  }

  private void head() {
    Coverage coverage = look.coverage();
    lines.add(
        ink.in(
            coverage.complete() ? Ink.Colour.GREEN : Ink.Colour.BOLD,
            Words.oneLine(coverage.sentence())));
    lines.add(ink.in(Ink.Colour.DIM, look.where() + ", " + Words.time(look.when())));
    Pointers pointers = coverage.pointers();
    pointers
        .current()
        .ifPresent(to -> lines.add("Current: " + to.release().brief() + ", by " + to.rollout()));
    pointers
        .candidate()
        .ifPresent(to -> lines.add("Coming:  " + to.release().brief() + ", by " + to.rollout()));
    look.stopped().ifPresent(this::stopped);
  }

  private void stopped(StoppedPush push) {
    lines.add(ink.in(Ink.Colour.RED, push.end() + ": ") + push.sentence(look.when()));
    List<String> reasons = push.reasons();
    reasons.stream().limit(REASONS).forEach(reason -> lines.add("  " + Words.oneLine(reason)));
    if (reasons.size() > REASONS) {
      lines.add("  and " + (reasons.size() - REASONS) + " more");
    }
    lines.add("  → " + push.nextStep());
  }

  private record Row(Standing.State state, String release) {}

  private void states() {
    if (look.coverage().accounts().isEmpty()) {
      return;
    }
    var rows =
        new TreeMap<Row, List<AccountCoverage>>(
            Comparator.comparing(Row::state).thenComparing(Row::release));
    for (AccountCoverage account : look.coverage().accounts()) {
      rows.computeIfAbsent(
              new Row(account.standing().state(), Words.release(account.release())),
              absent -> new ArrayList<>())
          .add(account);
    }
    var table = new TextTable("accounts", "state", "release", "last change");
    rows.forEach(
        (row, accounts) ->
            table.row(
                accounts.size(), state(row.state()), row.release(), Words.time(last(accounts))));
    lines.add("");
    lines.addAll(table.lines(ink));
  }

  private void open() {
    if (look.open().isEmpty()) {
      return;
    }
    var table = new TextTable("rollout", "state", "since", "release", "items", "note");
    for (RolloutSight sight : look.open()) {
      table.row(
          sight.rollout().id(),
          Words.words(sight.rollout().state()),
          Words.ago(sight.rollout().since(), look.when()),
          sight.rollout().release().brief(),
          Words.counts(AnswerJson.count(sight)),
          RolloutText.note(sight.rollout(), look.when()));
    }
    lines.add("");
    lines.addAll(table.lines(ink));
    for (RolloutSight sight : look.open()) {
      NextStep.of(sight.rollout(), look.coverage().pointers(), NextStep.Form.COMMAND)
          .forEach(step -> lines.add("  " + step));
    }
  }

  private void newcomers() {
    Newcomers newcomers = Newcomers.of(look.coverage(), look.when());
    List<String> words = new ArrayList<>();
    newcomers.longest().ifPresent(longest -> words.add(proven(newcomers, longest)));
    if (!newcomers.waiting().isEmpty()) {
      words.add(
          newcomers.waiting().size() + " not proven yet: " + Words.named(newcomers.waiting()));
    }
    if (!words.isEmpty()) {
      lines.add("");
      lines.add("Joined in the last 30 days: " + String.join("; ", words));
    }
  }

  private static String proven(Newcomers newcomers, Duration longest) {
    String slowest = "%s (%s)".formatted(Words.duration(longest), newcomers.slowest().get());
    return newcomers.proven().size() == 1
        ? "1 proven, " + slowest + " after joining"
        : "%d proven, half of them within %s of joining, the last after %s"
            .formatted(
                newcomers.proven().size(), Words.duration(newcomers.middle().get()), slowest);
  }

  /** What somebody had changed beside us, by what it was. */
  private void putBack(RolloutSight comparison) {
    List<Entry> items = comparison.putRight();
    if (items.isEmpty()) {
      return;
    }
    var found = new TreeMap<String, List<AccountId>>();
    for (Entry item : items) {
      found.computeIfAbsent(item.note(), absent -> new ArrayList<>()).add(item.account());
    }
    lines.add("");
    lines.add(
        ink.in(Ink.Colour.YELLOW, "Changed by hand in " + Words.count(items.size(), "place"))
            + ", found by "
            + comparison.rollout().id()
            + " "
            + Words.ago(comparison.rollout().changed(), look.when()));
    found.entrySet().stream()
        .limit(FOUND)
        .forEach(
            one ->
                lines.add("  " + Words.named(one.getValue()) + ": " + Words.oneLine(one.getKey())));
    if (found.size() > FOUND) {
      lines.add("  and more: ./fleet rollouts " + comparison.rollout().id());
    }
  }

  private static TextTable.Cell state(Standing.State state) {
    return new TextTable.Cell(state.words(), Ink.of(state));
  }

  private static Optional<Instant> last(List<AccountCoverage> accounts) {
    return accounts.stream()
        .flatMap(account -> account.changed().stream())
        .max(Comparator.naturalOrder());
  }
}
