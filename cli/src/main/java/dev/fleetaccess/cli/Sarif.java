package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.release.Finding;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Findings as SARIF 2.1.0, the form that code scanning services read. */
final class Sarif implements LintReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  @Override
  public String of(Lint lint, Path folder) {
    List<String> ids =
        new ArrayList<>(
            lint.findings().stream()
                .map(Finding::id)
                .collect(Collectors.toCollection(TreeSet::new)));
    ObjectNode log =
        JsonNodeFactory.instance.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver =
        run.putObject("tool").putObject("driver").put("name", "fleet lint").put("version", "0.1.0");
    var rules = driver.putArray("rules");
    ids.forEach(id -> rules.addObject().put("id", id));
    var results = run.putArray("results");
    for (Finding finding : lint.findings()) {
      ObjectNode result =
          results
              .addObject()
              .put("ruleId", finding.id())
              .put("ruleIndex", ids.indexOf(finding.id()))
              .put("level", level(finding.severity()));
      result.putObject("message").put("text", finding.message());
      ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
      place.putObject("artifactLocation").put("uri", uri(folder.resolve(finding.file())));
      place.putObject("region").put("startLine", finding.line());
      finding
          .fingerprint()
          .ifPresent(print -> result.putObject("partialFingerprints").put("fleetAccess/v1", print));
    }
    return log.toPrettyString() + "\n";
  }

  private static String level(Finding.Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }

  /** A path below where the command runs stays relative, as SARIF's readers want it. */
  private static String uri(Path path) {
    if (path.isAbsolute()) {
      return path.toUri().toString();
    }
    try {
      return new URI(null, null, path.normalize().toString().replace('\\', '/'), null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
