package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.release.Finding;
import java.nio.file.Path;
import java.util.Locale;

/** Findings for programs. */
final class LintJson implements LintReport {
  @Override
  public String of(Lint lint, Path folder) {
    ObjectNode report =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", 1)
            .put("errors", lint.count(Finding.Severity.ERROR))
            .put("warnings", lint.count(Finding.Severity.WARNING))
            .put("notes", lint.count(Finding.Severity.NOTE))
            .put("read", lint.read())
            .put("compared", lint.compared());
    var findings = report.putArray("findings");
    for (Finding finding : lint.findings()) {
      ObjectNode one =
          findings
              .addObject()
              .put("id", finding.id())
              .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
              .put("file", folder.resolve(finding.file()).toString())
              .put("line", finding.line())
              .put("message", finding.message());
      finding.fingerprint().ifPresent(print -> one.put("fingerprint", print));
    }
    var beside = report.putArray("unexamined");
    lint.unexamined().forEach(beside::add);
    return report.toPrettyString() + "\n";
  }
}
