package dev.fleetaccess.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What people see: lines, marks and tables; colours on a terminal only, where they are wanted. */
final class Screen {
  private final PrintStream out;
  private final boolean terminal;
  private final Ink ink;

  /** A screen with the colours that this program was started with. */
  Screen(PrintStream out, boolean terminal) {
    this(out, terminal, Ink.here());
  }

  Screen(PrintStream out, boolean terminal, Ink ink) {
    this.out = Objects.requireNonNull(out);
    this.terminal = terminal;
    this.ink = Objects.requireNonNull(ink);
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
    out.println(ink.in(Ink.Colour.BOLD, text));
  }

  synchronized void line(String text) {
    out.println("  " + text);
  }

  synchronized void aside(String text) {
    out.println("  " + ink.in(Ink.Colour.DIM, text));
  }

  synchronized void good(String text) {
    out.println("  " + ink.in(Ink.Colour.GREEN, "✓") + " " + text);
  }

  synchronized void bad(String text) {
    out.println("  " + ink.in(Ink.Colour.RED, "✗") + " " + text);
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
      out.println("  " + (i == 0 ? ink.in(Ink.Colour.DIM, row) : row));
    }
  }
}
