package dev.fleetaccess.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.run.Journal;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/** Writes one line of JSON a happening, as CloudWatch Logs Insights reads it. */
final class JsonJournal implements Journal {
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

  /** In the embedded metric format: CloudWatch makes the metric of it that the alarm watches. */
  @Override
  public void overdue(int rollouts) {
    ObjectNode line = line("INFO", "heartbeat");
    ObjectNode directive = line.putObject("_aws");
    directive.put("Timestamp", clock.instant().toEpochMilli());
    ObjectNode metrics = directive.putArray("CloudWatchMetrics").addObject();
    metrics.put("Namespace", "FleetAccess");
    metrics.putArray("Dimensions").addArray();
    metrics.putArray("Metrics").addObject().put("Name", "OverdueRollouts").put("Unit", "Count");
    line.put("OverdueRollouts", rollouts);
    write(line);
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
