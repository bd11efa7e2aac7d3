package dev.fleetaccess.cli;

import dev.fleetaccess.release.Finding;
import java.nio.file.Path;
import java.util.Locale;

/** Findings to be read: place, severity and id on a line, the message below. */
final class LintText implements LintReport {
  private static final int WIDTH = 100;
  private static final String INDENT = "    ";

  @Override
  public String of(Lint lint, Path folder) {
    var text = new StringBuilder();
    for (Finding finding : lint.findings()) {
      text.append(folder.resolve(finding.file()))
          .append(':')
          .append(finding.line())
          .append(": ")
          .append(finding.severity().name().toLowerCase(Locale.ROOT))
          .append(" [")
          .append(finding.id())
          .append("]\n");
      wrap(text, finding.message());
      if (finding.severity() != Finding.Severity.NOTE) {
        finding
            .fingerprint()
            .ifPresent(
                print ->
                    text.append(INDENT)
                        .append("To accept it, write in fleet.yaml: allow: [{finding: \"")
                        .append(print)
                        .append("\", reason: WHY}]\n"));
      }
      text.append('\n');
    }
    text.append(count(lint.count(Finding.Severity.ERROR), "error"))
        .append(", ")
        .append(count(lint.count(Finding.Severity.WARNING), "warning"))
        .append(", ")
        .append(count(lint.count(Finding.Severity.NOTE), "note"))
        .append(" in ")
        .append(count(lint.examined().size(), "file"))
        .append(".\n");
    if (!lint.unexamined().isEmpty()) {
      text.append(
              lint.read()
                  ? "Not examined, as fleet.yaml names no stack of them: "
                  : "Not examined, as what is wrong above comes first: ")
          .append(String.join(", ", lint.unexamined()))
          .append(".\n");
    }
    if (lint.read() && !lint.compared()) {
      text.append("Not compared with what stands there: --against COMMIT does.\n");
    }
    return text.toString();
  }

  private static void wrap(StringBuilder text, String message) {
    int column = 0;
    for (String word : message.split(" ")) {
      if (column > 0 && column + word.length() >= WIDTH) {
        text.append('\n');
        column = 0;
      }
      text.append(column == 0 ? INDENT : " ").append(word);
      column += word.length() + 1;
    }
    text.append('\n');
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
