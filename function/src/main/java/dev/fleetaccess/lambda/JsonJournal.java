package dev.fleetaccess.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.ledger.CoverageCount;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.report.CauseGroup;
import dev.fleetaccess.report.RolloutSummary;
import dev.fleetaccess.run.Journal;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Writes one line of JSON a happening, as CloudWatch Logs Insights reads it. */
final class JsonJournal implements Journal {
  /** Metrics that tell a time; the others count. */
  private static final Set<String> SECONDS = Set.of("JoinToCovered", "JoinToProven", "RolloutAge");

  private final ObjectMapper json;
  private final PrintStream out;
  private final InstantSource clock;

  JsonJournal(ObjectMapper json, PrintStream out, InstantSource clock) {
    this.json = Objects.requireNonNull(json);
    this.out = Objects.requireNonNull(out);
    this.clock = Objects.requireNonNull(clock);
  }

  @Override
  public void visited(Entry entry) {
    ObjectNode line = line(isTrouble(entry) ? "WARN" : "INFO", "visited");
    line.put("rollout", entry.rollout());
    line.put("release", entry.release().value());
    line.put("account", entry.account().value());
    line.put("stack", entry.stack());
    line.put("state", entry.state().name());
    line.put("visit", entry.attempt().visit());
    line.put("calls", entry.calls());
    line.put("note", entry.note());
    entry.proving().proven().ifPresent(when -> line.put("proven", when.toString()));
    entry.proving().broken().ifPresent(why -> line.put("broken", why));
    if (entry.proving().calls() > 0) {
      line.put("proofCalls", entry.proving().calls());
    }
    entry
        .failure()
        .ifPresent(
            failure -> {
              line.put("kind", failure.kind().name());
              line.put("code", failure.code());
              line.put("cause", failure.message());
              line.put("next", failure.kind().nextStep());
            });
    write(line);
  }

  private static boolean isTrouble(Entry entry) {
    return entry.failure().isPresent() || entry.proving().broken().isPresent();
  }

  @Override
  public void rollout(String rollout, String message) {
    ObjectNode line = line("INFO", "rollout");
    line.put("rollout", rollout);
    line.put("message", message);
    write(line);
  }

  @Override
  public void warning(String message, Map<String, String> fields) {
    ObjectNode line = line("WARN", "warning");
    line.put("message", message);
    fields.forEach(line::put);
    write(line);
  }

  @Override
  public void ended(RolloutSummary summary) {
    String rollout = summary.rollout().id();
    rollout(rollout, summary.sentence());
    summary.causes().forEach(cause -> rollout(rollout, cause));
    if (summary.rollout().dryRun()) {
      return;
    }
    var kinds = new TreeMap<String, Double>();
    for (CauseGroup group : summary.groups()) {
      kinds.merge(group.kind(), (double) group.accounts().size(), Double::sum);
    }
    kinds.forEach((kind, failed) -> measured(Map.of("Kind", kind), Map.of("Failures", failed)));
  }

  @Override
  public void counted(CoverageCount count) {
    measured(
        Map.of(),
        Map.of(
            "AccountsCovered", (double) count.covered(),
            "AccountsNotCovered", (double) count.notCovered(),
            "AccountsNotProven", (double) count.notProven()));
  }

  @Override
  public void coveredFirst(Entry entry, Duration after) {
    sinceJoining("coveredFirst", "JoinToCovered", entry, after);
  }

  @Override
  public void provenFirst(Entry entry, Duration after) {
    sinceJoining("provenFirst", "JoinToProven", entry, after);
  }

  private void sinceJoining(String happening, String metric, Entry entry, Duration after) {
    ObjectNode line = line("INFO", happening);
    line.put("rollout", entry.rollout()).put("account", entry.account().value());
    write(metrics(line, Map.of(), Map.of(metric, (double) after.toSeconds())));
  }

  @Override
  public void heartbeat(int overdue, Duration oldest) {
    ObjectNode line = line("INFO", "heartbeat");
    var values =
        Map.of("OverdueRollouts", (double) overdue, "RolloutAge", (double) oldest.toSeconds());
    write(metrics(line, Map.of(), values));
  }

  private void measured(Map<String, String> dimensions, Map<String, Double> values) {
    write(metrics(line("INFO", "measured"), dimensions, values));
  }

  /** In the embedded metric format, of which CloudWatch makes metrics: alarms and the dashboard. */
  private ObjectNode metrics(
      ObjectNode line, Map<String, String> dimensions, Map<String, Double> values) {
    ObjectNode directive = line.putObject("_aws");
    directive.put("Timestamp", clock.instant().toEpochMilli());
    ObjectNode metrics = directive.putArray("CloudWatchMetrics").addObject();
    metrics.put("Namespace", "FleetAccess");
    ArrayNode keys = metrics.putArray("Dimensions").addArray();
    new TreeMap<>(dimensions)
        .forEach(
            (name, value) -> {
              keys.add(name);
              line.put(name, value);
            });
    ArrayNode names = metrics.putArray("Metrics");
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              names.addObject().put("Name", name).put("Unit", unit(name));
              line.put(name, value.longValue());
            });
    return line;
  }

  private static String unit(String metric) {
    return SECONDS.contains(metric) ? "Seconds" : "Count";
  }

  @Override
  public void answered(String trigger, String answer) {
    ObjectNode line = line("INFO", "answered");
    line.put("trigger", trigger);
    line.put("answer", answer);
    write(line);
  }

  private ObjectNode line(String level, String happening) {
    return json.createObjectNode().put("level", level).put("happening", happening);
  }

  private void write(ObjectNode line) {
    out.println(line);
  }
}
