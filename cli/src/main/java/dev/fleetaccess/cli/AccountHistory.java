package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Standing;
import dev.fleetaccess.reconcile.Applied;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One account: how it stands, and what it went through in the last rollouts.
 *
 * @param coverage how it stands
 * @param unitNames what its units are called, by their ids, where that is told
 * @param visits its items in the last rollouts that it had a part in, the latest first
 */
record AccountHistory(
    AccountCoverage coverage, Map<String, String> unitNames, List<Visited> visits) {
  /** How many items are told, at most; the last rollout among them with all of its items. */
  static final int MOST = 30;

  /**
   * An item with the rollout it belongs to.
   *
   * @param rollout the rollout
   * @param item the item
   */
  record Visited(Rollout rollout, Entry item) {}

  AccountHistory {
    unitNames = Map.copyOf(unitNames);
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
    Iterator<Rollout> rollouts = concerning(books, account);
    while (visits.size() < MOST && rollouts.hasNext()) {
      Rollout rollout = rollouts.next();
      for (AccountCoverage.StackCoverage stack : coverage.stacks()) {
        books
            .ledger()
            .items()
            .find(rollout.id(), account, stack.stack())
            .ifPresent(item -> visits.add(new Visited(rollout, item)));
      }
    }
    return new AccountHistory(
        coverage, Units.names(List.of(coverage.traits()), books.unitNames()), visits);
  }

  /**
   * As far back as the ledger keeps them. What is about other accounts is not read: of joins there
   * may be thousands, of the others a few a day.
   */
  private static Iterator<Rollout> concerning(Books books, AccountId account) {
    return books
        .ledger()
        .rollouts()
        .back(books.clock().instant())
        .filter(rollout -> mayHold(rollout.scope(), account))
        .iterator();
  }

  private static boolean mayHold(Scope scope, AccountId account) {
    return switch (scope) {
      case Scope.Accounts(var ids) -> ids.contains(account);
      case Scope.Everyone everyone -> true;
      case Scope.Failed failed -> true;
      case Scope.Touched touched -> true;
    };
  }

  /** For machines. */
  ObjectNode json() {
    ObjectNode answer = AnswerJson.answer();
    answer.setAll(AnswerJson.account(coverage));
    ArrayNode history = answer.putArray("history");
    visits.forEach(visited -> history.add(AnswerJson.item(visited.item())));
    return answer;
  }

  /** The unit it stands in, by name where that is told, and those above it. */
  private String units() {
    List<String> ids = coverage.traits().units();
    String named = unitNames.get(ids.getFirst());
    return (named == null ? "" : named + ": ") + String.join(" < ", ids);
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
      lines.add("  units: " + Words.oneLine(units()));
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
