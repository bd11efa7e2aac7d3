package dev.fleetaccess.cli;

import dev.fleetaccess.cli.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A table of text, each column as wide as its widest cell. */
final class TextTable {
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * A cell.
   *
   * @param text one line
   * @param colour the colour it is written in
   */
  record Cell(String text, Ink.Colour colour) {
    Cell {
      text = Words.oneLine(text);
      Objects.requireNonNull(colour);
    }

    static Cell of(Object text) {
      return new Cell(String.valueOf(text), Ink.Colour.PLAIN);
    }
  }

  /** A table under that head. */
  TextTable(String... head) {
    rows.add(Arrays.stream(head).map(name -> new Cell(name, Ink.Colour.DIM)).toList());
  }

  /** Adds a row: cells, or whatever is to be written in one. */
  void row(Object... cells) {
    rows.add(
        Arrays.stream(cells).map(cell -> cell instanceof Cell own ? own : Cell.of(cell)).toList());
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The lines, the head first. */
  List<String> lines(Ink ink) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<Cell> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).text().length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<Cell> row : rows) {
      var line = new StringBuilder("  ");
      for (int column = 0; column < columns; column++) {
        Cell cell = row.get(column);
        line.append(ink.in(cell.colour(), cell.text()))
            .append(" ".repeat(widths[column] - cell.text().length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
