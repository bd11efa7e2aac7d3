package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Proving;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How an item of a rollout stands in the table. */
final class EntryRows {
  static final String LISTED = "listedAt";

  /** Earlier versions wrote down whether, and not when. */
  private static final String LISTED_ONCE = "listed";

  static final String JOINED = "joined";

  private EntryRows() {}

  static String prefix(String rollout) {
    return "ROLLOUT#" + rollout;
  }

  static String partition(String rollout, AccountId account) {
    return Shards.of(prefix(rollout), account);
  }

  static String sort(AccountId account, String stack) {
    return "ITEM#" + account + "#" + stack;
  }

  static Map<String, AttributeValue> row(Entry entry) {
    Attempt attempt = entry.attempt();
    return new RowWriter(
            partition(entry.rollout(), entry.account()), sort(entry.account(), entry.stack()))
        .text("rollout", entry.rollout())
        .text("release", entry.release().value())
        .text("account", entry.account().value())
        .text("stack", entry.stack())
        .number("stage", entry.stage())
        .number("wave", entry.wave())
        .traits(entry.traits())
        .text("state", entry.state().name())
        .number("visit", attempt.visit())
        .number("start", attempt.start())
        .number("looks", attempt.looks())
        .value("failures", failures(attempt))
        .number("repairs", attempt.repairs())
        .number("proofs", attempt.proofs())
        .text("token", attempt.token())
        .text("course", attempt.course().kind().name())
        .text("found", attempt.course().found())
        .text("repair", attempt.course().repair())
        .text("role", attempt.role())
        .number("resent", entry.resent())
        .text("note", entry.note())
        .failure(entry.failure())
        .number("calls", entry.calls())
        .time("changed", entry.changed())
        .time("due", entry.due())
        .text(JOINED, entry.joined().map(Instant::toString))
        .text(LISTED, entry.listed().map(Instant::toString))
        .text("proven", entry.proving().proven().map(Instant::toString))
        .text("broken", entry.proving().broken())
        .number("proofCalls", entry.proving().calls())
        .flag("fresh", entry.fresh())
        .text("begun", entry.begun().map(Instant::toString))
        .text("clearance", entry.clearance().name())
        .expiring(entry.changed())
        .row();
  }

  /** The key of a row. */
  static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
    return Map.of(
        LedgerTable.PARTITION,
        row.get(LedgerTable.PARTITION),
        LedgerTable.SORT,
        row.get(LedgerTable.SORT));
  }

  /** A row without its key. */
  static Map<String, AttributeValue> attributes(Map<String, AttributeValue> row) {
    var attributes = new HashMap<>(row);
    attributes.remove(LedgerTable.PARTITION);
    attributes.remove(LedgerTable.SORT);
    return attributes;
  }

  /**
   * Whether an attribute of an entry tells what the listing said. Once told it stays, whoever
   * writes an entry that he read before.
   */
  static boolean toldByListing(String name, Entry entry) {
    return (name.equals(LISTED) && entry.listed().isPresent())
        || (name.equals(JOINED) && entry.joined().isPresent());
  }

  /** Whether an attribute of an entry is for the listing to tell. */
  static boolean isOfListing(String name) {
    return name.equals(LISTED) || name.equals(JOINED);
  }

  static Entry read(RowReader row) {
    return Entry.of(
            row.text("rollout"),
            new CommitId(row.text("release")),
            new AccountId(row.text("account")),
            row.text("stack"),
            row.time("changed"))
        .stage(row.number("stage"))
        .wave(row.number("wave"))
        .traits(row.traits())
        .state(Entry.State.valueOf(row.text("state")))
        .attempt(attempt(row))
        .resent(row.number("resent"))
        .note(row.text("note"))
        .failure(row.failure())
        .calls(row.number("calls"))
        .due(row.time("due"))
        .joined(row.optional(JOINED).map(Instant::parse))
        .listed(listed(row))
        .proving(
            new Proving(
                row.optional("proven").map(Instant::parse),
                row.optional("broken"),
                row.number("proofCalls")))
        .fresh(row.flag("fresh"))
        .begun(row.optional("begun").map(Instant::parse))
        .clearance(
            row.optional("clearance").map(Entry.Clearance::valueOf).orElse(Entry.Clearance.NONE))
        .done();
  }

  private static Optional<Instant> listed(RowReader row) {
    return row.optional(LISTED)
        .map(Instant::parse)
        .or(() -> row.flag(LISTED_ONCE) ? Optional.of(row.time("changed")) : Optional.empty());
  }

  private static Attempt attempt(RowReader row) {
    return new Attempt(
        row.number("visit"),
        row.number("start"),
        row.number("looks"),
        row.counts("failures"),
        row.number("repairs"),
        row.number("proofs"),
        row.optional("token"),
        row.optional("role"),
        new Course(
            row.optional("course").map(Course.Kind::valueOf).orElse(Course.Kind.PLAIN),
            row.text("found"),
            row.optional("repair")));
  }

  private static AttributeValue failures(Attempt attempt) {
    var counts = new HashMap<String, AttributeValue>();
    attempt
        .failed()
        .forEach((kind, count) -> counts.put(kind.name(), AttributeValue.fromN("" + count)));
    return AttributeValue.fromM(counts);
  }
}
