package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Pointers.Pointer;
import dev.fleetaccess.ledger.Receipt;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How rollouts and pointers stand in the table. */
final class RolloutRows {
  static final String POINTERS = "POINTERS";
  static final String OPEN = "OPEN#";
  static final String META = "META";
  static final String STEP = "step";
  static final String VERSION = "version";

  static final String REFUSED = "REFUSED";
  static final String RELEASE = "release";

  static final String SUM = "SUM";
  static final String RECEIPT = "RECEIPT";

  static final String PACE = "PACE";
  static final String FREE = "free";

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

  /** As many digits always, or a sort key of a full second would stand after its milliseconds. */
  private static final DateTimeFormatter OPENED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** After every id. */
  private static final String LAST = "~";

  private static final String EVERYONE = "everyone";
  private static final String FAILED = "failed";
  private static final String ACCOUNTS = "accounts";
  private static final String TOUCHED = "touched";

  private RolloutRows() {}

  static String partition(String rollout) {
    return "ROLLOUT#" + rollout;
  }

  static RowWriter row(Rollout rollout) {
    Listing listing = rollout.listing();
    return new RowWriter(partition(rollout.id()), META)
        .text("rollout", rollout.id())
        .text("kind", rollout.kind().name())
        .text("release", rollout.release().value())
        .text("scope", scopeKind(rollout.scope()))
        .texts("scopeAccounts", scopeAccounts(rollout.scope()))
        .text("scopeRollout", scopeRollout(rollout.scope()))
        .flag("dryRun", rollout.dryRun())
        .flag("ordered", rollout.ordered())
        .text("by", rollout.by())
        .text("state", rollout.state().name())
        .time("since", rollout.since())
        .number(STEP, rollout.step())
        .number("stage", rollout.stage())
        .number("wave", rollout.wave())
        .number("approved", rollout.approved())
        .text("bakes", rollout.bakes().map(Instant::toString))
        .text("resumed", rollout.resumed().map(Instant::toString))
        .time("told", rollout.told())
        .text("upTo", listing.upTo().map(AccountId::value))
        .flag("known", listing.known())
        .text("next", listing.next().map(Cursor::token))
        .number("pages", listing.pages())
        .number("lookups", listing.lookups())
        .text("planning", listing.turn().map(Instant::toString))
        .flag("complete", listing.complete())
        .text("note", rollout.note())
        .flag("open", rollout.open())
        .time("started", rollout.started())
        .time("changed", rollout.changed())
        .time("due", rollout.due())
        .expiring(rollout.changed());
  }

  /** The row beside the pointers; it goes when the rollout's own row goes. */
  static RowWriter openRow(Rollout rollout) {
    return new RowWriter(POINTERS, OPEN + rollout.id())
        .text("rollout", rollout.id())
        .text("kind", rollout.kind().name())
        .time("due", rollout.due())
        .expiring(rollout.changed());
  }

  /** The row by which a rollout is found by the time at which it was opened. */
  static RowWriter openedRow(Rollout rollout) {
    return new RowWriter(
            opened(rollout.started()), OPENED.format(rollout.started()) + "#" + rollout.id())
        .text("rollout", rollout.id())
        .expiring(rollout.started());
  }

  /** The partition of the rollouts that were opened in the month of that time. */
  static String opened(Instant when) {
    return "ROLLOUTS#" + MONTH.format(when);
  }

  /** The sort key at or before which those stand that were opened by then. */
  static String openedBy(Instant when) {
    return OPENED.format(when) + "#" + LAST;
  }

  /** The partition of the receipt of a request. */
  static String request(String id) {
    return "REQUEST#" + id;
  }

  static RowWriter receiptRow(Receipt receipt, Instant when) {
    return new RowWriter(request(receipt.request()), RECEIPT)
        .text("request", receipt.request())
        .text("rollout", receipt.rollout())
        .text("message", receipt.message())
        .expiring(when);
  }

  static Receipt receipt(RowReader row) {
    return new Receipt(row.text("request"), row.text("rollout"), row.text("message"));
  }

  static RowWriter sumRow(Rollout closed, Map<Entry.State, Integer> counts) {
    var row = new RowWriter(partition(closed.id()), SUM).expiring(closed.changed());
    counts.forEach((state, count) -> row.number(state.name(), count));
    return row;
  }

  static Map<Entry.State, Integer> sum(RowReader row) {
    var counts = new EnumMap<Entry.State, Integer>(Entry.State.class);
    for (Entry.State state : Entry.State.values()) {
      if (row.has(state.name())) {
        counts.put(state, row.number(state.name()));
      }
    }
    return Collections.unmodifiableMap(counts);
  }

  static Rollout rollout(RowReader row) {
    return Rollout.of(
            row.text("rollout"),
            Rollout.Kind.valueOf(row.text("kind")),
            new CommitId(row.text("release")),
            scope(row),
            row.time("started"))
        .dryRun(row.flag("dryRun"))
        .ordered(row.flag("ordered"))
        .by(row.text("by"))
        .state(Rollout.State.valueOf(row.text("state")))
        .step(row.number(STEP))
        .stage(row.number("stage"))
        .wave(row.number("wave"))
        .approved(row.number("approved"))
        .bakes(row.optional("bakes").map(Instant::parse))
        .resumed(row.optional("resumed").map(Instant::parse))
        .told(row.optional("told").map(Instant::parse).orElse(row.time("started")))
        .listing(listing(row))
        .note(row.text("note"))
        .open(row.flag("open"))
        .changed(row.time("changed"))
        .due(row.time("due"))
        .since(row.optional("since").map(Instant::parse).orElse(row.time("changed")))
        .done();
  }

  private static Listing listing(RowReader row) {
    return new Listing(
        row.optional("upTo").map(AccountId::new),
        row.flag("known"),
        row.optional("next").map(Cursor::new),
        row.number("pages"),
        row.has("lookups") ? row.number("lookups") : 0,
        row.flag("complete"),
        row.optional("planning").map(Instant::parse));
  }

  static Rollouts.Open open(RowReader row) {
    return new Rollouts.Open(
        row.text("rollout"), Rollout.Kind.valueOf(row.text("kind")), row.time("due"));
  }

  static RowWriter refusedRow(Refusal refusal) {
    return new RowWriter(POINTERS, REFUSED)
        .text(RELEASE, refusal.release().value())
        .time("when", refusal.when());
  }

  static Refusal refusal(RowReader row) {
    return new Refusal(new CommitId(row.text(RELEASE)), row.time("when"));
  }

  static RowWriter row(Pointers pointers) {
    return new RowWriter(POINTERS, POINTERS)
        .number(VERSION, pointers.version())
        .text("candidateRelease", pointers.candidate().map(Pointer::release).map(CommitId::value))
        .text("candidateRollout", pointers.candidate().map(Pointer::rollout))
        .text("currentRelease", pointers.current().map(Pointer::release).map(CommitId::value))
        .text("currentRollout", pointers.current().map(Pointer::rollout))
        .text("undoneRelease", pointers.undone().map(Pointer::release).map(CommitId::value))
        .text("undoneRollout", pointers.undone().map(Pointer::rollout))
        .text("sweptAt", pointers.sweptAt().map(Instant::toString))
        .text("sweepEvery", pointers.sweepEvery().toString())
        .text("since", pointers.since().map(Instant::toString));
  }

  static Pointers pointers(RowReader row) {
    return new Pointers(
        row.number(VERSION),
        pointer(row, "candidate"),
        pointer(row, "current"),
        pointer(row, "undone"),
        row.optional("sweptAt").map(Instant::parse),
        row.optional("sweepEvery").map(Duration::parse).orElse(Duration.ZERO),
        row.optional("since").map(Instant::parse));
  }

  private static Optional<Pointer> pointer(RowReader row, String which) {
    return row.optional(which + "Release")
        .map(release -> new Pointer(new CommitId(release), row.text(which + "Rollout")));
  }

  private static String scopeKind(Scope scope) {
    return switch (scope) {
      case Scope.Everyone() -> EVERYONE;
      case Scope.Failed() -> FAILED;
      case Scope.Accounts(var ids) -> ACCOUNTS;
      case Scope.Touched(var rollout) -> TOUCHED;
    };
  }

  private static List<String> scopeAccounts(Scope scope) {
    return scope instanceof Scope.Accounts accounts
        ? accounts.ids().stream().map(AccountId::value).toList()
        : List.of();
  }

  private static String scopeRollout(Scope scope) {
    return scope instanceof Scope.Touched touched ? touched.rollout() : "";
  }

  /** A scope that is not understood is an error: nothing missing ever means everyone. */
  private static Scope scope(RowReader row) {
    return switch (row.text("scope")) {
      case EVERYONE -> new Scope.Everyone();
      case FAILED -> new Scope.Failed();
      case ACCOUNTS ->
          new Scope.Accounts(
              row.texts("scopeAccounts").stream().map(AccountId::new).collect(Collectors.toSet()));
      case TOUCHED -> new Scope.Touched(row.text("scopeRollout"));
      default -> throw new IllegalStateException("not a scope: " + row.text("scope"));
    };
  }
}
