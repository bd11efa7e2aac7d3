package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.text.StoppedPush;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Standing;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.report.CauseGroup;
import dev.fleetaccess.report.RefusedPush;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was asked, for machines. Every answer carries the version of its form. */
final class AnswerJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  private AnswerJson() {}

  /** An answer without anything in it yet. */
  static ObjectNode answer() {
    return JSON.createObjectNode().put("version", VERSION);
  }

  static ObjectNode status(Look look) {
    Coverage coverage = look.coverage();
    ObjectNode answer = answer();
    answer.put("where", look.where()).put("when", look.when().toString());
    answer.put("complete", coverage.complete()).put("sentence", coverage.sentence());
    answer.set("current", pointer(coverage.pointers().current()));
    answer.set("candidate", pointer(coverage.pointers().candidate()));
    stopped(answer, look.stopped());
    answer.put("total", coverage.total()).put("covered", coverage.covered());
    ObjectNode counts = answer.putObject("counts");
    coverage.counts().forEach((state, count) -> counts.put(state.name(), count));
    ArrayNode open = answer.putArray("open");
    look.open().forEach(sight -> open.add(rollout(sight.rollout(), Optional.of(count(sight)))));
    answer.set("newcomers", newcomers(Newcomers.of(coverage, look.when())));
    answer.set("putBack", putBack(look.comparisons()));
    answer.set("causes", causes(Causes.of(coverage)));
    ArrayNode accounts = answer.putArray("accounts");
    coverage.accounts().forEach(account -> accounts.add(account(account)));
    return answer;
  }

  /** The last push, where it was refused or rolled back. */
  static void stopped(ObjectNode answer, Optional<StoppedPush> stopped) {
    answer.set(
        "refused", stopped.flatMap(StoppedPush::refused).map(AnswerJson::refused).orElse(null));
    answer.set("rolledBack", stopped.flatMap(AnswerJson::rolledBack).orElse(null));
  }

  private static Optional<ObjectNode> rolledBack(StoppedPush push) {
    return push.undone()
        .map(
            rollout ->
                JSON.createObjectNode()
                    .put("release", rollout.release().value())
                    .put("rollout", rollout.id())
                    .put("when", rollout.since().toString())
                    .put("note", rollout.note())
                    .put("next", push.nextStep()));
  }

  /** A push that was refused, with all that was found in it. */
  private static ObjectNode refused(RefusedPush push) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("release", push.refusal().release().value())
            .put("when", push.refusal().when().toString());
    node.set("findings", findings(push.findings()));
    return node.put("next", push.nextStep());
  }

  static ArrayNode findings(List<Finding> findings) {
    ArrayNode node = JSON.createArrayNode();
    for (Finding finding : findings) {
      node.addObject()
          .put("id", finding.id())
          .put("severity", finding.severity().name())
          .put("file", finding.file())
          .put("line", finding.line())
          .put("message", finding.message())
          .put("finding", text(finding.fingerprint()));
    }
    return node;
  }

  private static ObjectNode newcomers(Newcomers newcomers) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("since", newcomers.since().toString())
            .put("proven", newcomers.proven().size())
            .put("secondsInTheMiddle", seconds(newcomers.middle()))
            .put("secondsAtTheLongest", seconds(newcomers.longest()))
            .put("longest", text(newcomers.slowest().map(AccountId::value)));
    ArrayNode waiting = node.putArray("notProven");
    newcomers.waiting().stream().map(AccountId::value).forEach(waiting::add);
    return node;
  }

  private static ArrayNode putBack(List<RolloutSight> comparisons) {
    ArrayNode putBack = JSON.createArrayNode();
    for (RolloutSight comparison : comparisons) {
      for (Entry item : comparison.putRight()) {
        putBack
            .addObject()
            .put("rollout", item.rollout())
            .put("account", item.account().value())
            .put("stack", item.stack())
            .put("changed", item.changed().toString())
            .put("note", item.note());
      }
    }
    return putBack;
  }

  static ArrayNode causes(List<CauseGroup> groups) {
    ArrayNode causes = JSON.createArrayNode();
    for (CauseGroup group : groups) {
      ObjectNode cause =
          causes
              .addObject()
              .put("kind", group.kind())
              .put("cause", group.cause())
              .put("next", group.nextStep());
      ArrayNode accounts = cause.putArray("accounts");
      group.accounts().stream().map(AccountId::value).forEach(accounts::add);
    }
    return causes;
  }

  static ObjectNode account(AccountCoverage account) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("account", account.account().value())
            .put("state", account.standing().state().name())
            .put("why", account.standing().why())
            .put("next", account.standing().nextStep())
            .put("release", text(account.release().map(CommitId::value)))
            .put("changed", time(account.changed()))
            .put("seen", time(account.seen()))
            .put("secondsUntilCovered", seconds(account.untilCovered()))
            .put("secondsUntilProven", seconds(account.untilProven()));
    ArrayNode units = node.putArray("units");
    account.traits().units().forEach(units::add);
    ObjectNode tags = node.putObject("tags");
    account.traits().tags().forEach(tags::put);
    ArrayNode stacks = node.putArray("stacks");
    for (AccountCoverage.StackCoverage stack : account.stacks()) {
      Optional<Holding> holding = stack.holding();
      stacks
          .addObject()
          .put("stack", stack.stack())
          .put("state", stack.standing().state().name())
          .put("why", stack.standing().why())
          .put("kind", stack.standing() instanceof Standing.Failing f ? f.kind() : null)
          .put("release", text(holding.flatMap(Holding::release).map(CommitId::value)))
          .put("changed", time(holding.flatMap(Holding::applied).map(Applied::changed)))
          .put("seen", time(holding.map(Holding::seen)))
          .put("proven", time(holding.flatMap(Holding::proven)))
          .put("role", text(holding.flatMap(Holding::role)));
    }
    return node;
  }

  /** A rollout; what its items came to where that is known. */
  static ObjectNode rollout(Rollout rollout, Optional<Map<Entry.State, Integer>> counts) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("rollout", rollout.id())
            .put("kind", rollout.kind().name())
            .put("state", rollout.state().name())
            .put("release", rollout.release().value())
            .put("by", rollout.by())
            .put("dryRun", rollout.dryRun())
            .put("open", rollout.open())
            .put("since", rollout.since().toString())
            .put("started", rollout.started().toString())
            .put("changed", rollout.changed().toString())
            .put("restsUntil", time(rollout.bakes()))
            .put("note", rollout.note());
    if (counts.isPresent()) {
      ObjectNode states = node.putObject("items");
      new TreeMap<>(counts.get()).forEach((state, count) -> states.put(state.name(), count));
    } else {
      node.putNull("items");
    }
    return node;
  }

  static ObjectNode item(Entry entry) {
    return JSON.createObjectNode()
        .put("rollout", entry.rollout())
        .put("account", entry.account().value())
        .put("stack", entry.stack())
        .put("stage", entry.stage())
        .put("wave", entry.wave())
        .put("release", entry.release().value())
        .put("state", entry.state().name())
        .put("visits", entry.attempt().visit() + 1)
        .put("failures", entry.attempt().failures())
        .put("note", entry.note())
        .put("kind", entry.failure().map(failure -> failure.kind().name()).orElse(null))
        .put(
            "cause",
            entry.failure().map(failure -> failure.code() + ": " + failure.message()).orElse(null))
        .put("proven", time(entry.proving().proven()))
        .put("broken", text(entry.proving().broken()))
        .put("calls", entry.calls())
        .put("changed", entry.changed().toString());
  }

  /** Items by state. */
  static Map<Entry.State, Integer> count(RolloutSight sight) {
    var counts = new TreeMap<Entry.State, Integer>();
    sight.items().forEach(item -> counts.merge(item.state(), 1, Integer::sum));
    return counts;
  }

  private static ObjectNode pointer(Optional<Pointers.Pointer> pointer) {
    return pointer
        .map(
            to ->
                JSON.createObjectNode()
                    .put("release", to.release().value())
                    .put("rollout", to.rollout()))
        .orElse(null);
  }

  private static String text(Optional<String> value) {
    return value.orElse(null);
  }

  private static String time(Optional<Instant> value) {
    return value.map(Instant::toString).orElse(null);
  }

  private static Long seconds(Optional<Duration> value) {
    return value.map(Duration::toSeconds).orElse(null);
  }
}
