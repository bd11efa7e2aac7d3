package dev.fleetaccess.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What people see: lines, marks and tables; colours on a terminal only. */
final class Screen {
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String DIM = "\u001b[2m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream out;
  private final boolean terminal;

  Screen(PrintStream out, boolean terminal) {
    this.out = Objects.requireNonNull(out);
    this.terminal = terminal;
  }

  /** Whether somebody watches. */
  boolean terminal() {
    return terminal;
  }

  /** Where a progress bar draws itself. */
  PrintStream stream() {
    return out;
  }

  synchronized void title(String text) {
    out.println();
    out.println(coloured(BOLD, text));
  }

  synchronized void line(String text) {
    out.println("  " + text);
  }

  synchronized void aside(String text) {
    out.println("  " + coloured(DIM, text));
  }

  synchronized void good(String text) {
    out.println("  " + coloured(GREEN, "✓") + " " + text);
  }

  synchronized void bad(String text) {
    out.println("  " + coloured(RED, "✗") + " " + text);
  }

  /** A table; the first row is its head. */
  synchronized void table(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      int own = column;
      widths.add(rows.stream().mapToInt(row -> row.get(own).length()).max().orElse(0));
    }
    for (int i = 0; i < rows.size(); i++) {
      var text = new StringBuilder();
      for (int column = 0; column < widths.size(); column++) {
        String cell = rows.get(i).get(column);
        text.append(cell).append(" ".repeat(widths.get(column) - cell.length() + 2));
      }
      String row = text.toString().stripTrailing();
      out.println("  " + (i == 0 ? coloured(DIM, row) : row));
    }
  }

  private String coloured(String colour, String text) {
    return terminal ? colour + text + PLAIN : text;
  }
}
