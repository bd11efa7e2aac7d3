package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Standing;
import dev.fleetaccess.reconcile.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One account: how it stands, and what it went through in the last rollouts.
 *
 * @param coverage how it stands
 * @param visits its items in the last rollouts, the latest first
 */
record AccountHistory(AccountCoverage coverage, List<Visited> visits) {
  /** How many rollouts are looked through, one read each and stack. */
  static final int ROLLOUTS = 30;

  /**
   * An item with the rollout it belongs to.
   *
   * @param rollout the rollout
   * @param item the item
   */
  record Visited(Rollout rollout, Entry item) {}

  AccountHistory {
    visits = List.copyOf(visits);
  }

  /**
   * Reads it.
   *
   * @throws IllegalStateException when the ledger does not know the account
   */
  static AccountHistory read(Books books, Look look, AccountId account) {
    AccountCoverage coverage =
        look.coverage()
            .account(account)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the ledger does not know account "
                            + account
                            + ": it is not in the organization, or was not looked at yet"));
    List<Visited> visits = new ArrayList<>();
    for (Rollout rollout : books.ledger().rollouts().latest(books.clock().instant(), ROLLOUTS)) {
      for (AccountCoverage.StackCoverage stack : coverage.stacks()) {
        books
            .ledger()
            .items()
            .find(rollout.id(), account, stack.stack())
            .ifPresent(item -> visits.add(new Visited(rollout, item)));
      }
    }
    return new AccountHistory(coverage, visits);
  }

  /** For machines. */
  ObjectNode json() {
    ObjectNode answer = AnswerJson.answer();
    answer.setAll(AnswerJson.account(coverage));
    ArrayNode history = answer.putArray("history");
    visits.forEach(visited -> history.add(AnswerJson.item(visited.item())));
    return answer;
  }

  /** For people. */
  List<String> lines(Ink ink) {
    List<String> lines = new ArrayList<>();
    Standing standing = coverage.standing();
    lines.add(
        ink.in(Ink.Colour.BOLD, "Account " + coverage.account())
            + "  "
            + ink.in(Ink.of(standing.state()), standing.state().words()));
    if (!standing.why().isEmpty()) {
      lines.add("  " + Words.oneLine(standing.why()));
    }
    if (!standing.nextStep().isEmpty()) {
      lines.add("  → " + standing.nextStep());
    }
    if (!coverage.traits().units().isEmpty()) {
      lines.add("  units: " + Words.oneLine(String.join(" < ", coverage.traits().units())));
    }
    coverage
        .untilProven()
        .map(time -> "  proven " + Words.duration(time))
        .or(() -> coverage.untilCovered().map(time -> "  covered " + Words.duration(time)))
        .ifPresent(time -> lines.add(time + " after it joined"));
    lines.add("");
    lines.addAll(stacks().lines(ink));
    lines.add("");
    lines.addAll(history().lines(ink));
    return lines;
  }

  private TextTable stacks() {
    var table = new TextTable("stack", "state", "release", "changed", "seen", "proven", "by role");
    for (AccountCoverage.StackCoverage stack : coverage.stacks()) {
      Optional<Holding> holding = stack.holding();
      table.row(
          stack.stack(),
          new TextTable.Cell(stack.standing().state().words(), Ink.of(stack.standing().state())),
          Words.release(holding.flatMap(Holding::release)),
          Words.time(holding.flatMap(Holding::applied).map(Applied::changed)),
          Words.time(holding.map(Holding::seen)),
          Words.time(holding.flatMap(Holding::proven)),
          holding.flatMap(Holding::role).orElse("–"));
    }
    return table;
  }

  private TextTable history() {
    var table = new TextTable("when", "rollout", "stack", "state", "visits", "calls", "note");
    for (Visited visited : visits) {
      Entry item = visited.item();
      String note =
          item.failure()
              .map(failure -> failure.code() + ": " + failure.message())
              .or(() -> item.proving().broken().map(why -> why + " (" + item.note() + ")"))
              .orElse(item.note());
      table.row(
          Words.time(item.changed()),
          visited.rollout().id(),
          item.stack(),
          new TextTable.Cell(Words.words(item.state()), Ink.of(item.state())),
          item.attempt().visit() + 1,
          item.calls(),
          note);
    }
    return table;
  }
}
