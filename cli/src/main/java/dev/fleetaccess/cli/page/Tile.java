package dev.fleetaccess.cli.page;

import dev.fleetaccess.ledger.Standing;
import java.util.Locale;

/** An account on the map: each state has a shape of its own, so that colour is not needed. */
final class Tile {
  /** From one tile to the next, in the units of the drawing. */
  static final int PITCH = 15;

  private Tile() {}

  /** The path of a tile 12 units wide, from its upper left corner. */
  static String path(Standing.State state, int x, int y) {
    return "M" + x + " " + y + shape(state);
  }

  private static String shape(Standing.State state) {
    return switch (state) {
      case PROVEN -> "h12v12h-12z";
      case COVERED -> "h12v6l-6 6h-6z";
      case NOT_PROVEN -> "h12v12h-12zm4 4v4h4v-4z";
      case FAILING -> "m0 3l3-3 3 3 3-3 3 3-3 3 3 3-3 3-3-3-3 3-3-3 3-3z";
      case UNDER_WAY -> "h12v12h-12zm2 2v8h8v-8z";
      case WAITING -> "h12v12h-12zm2 5v2h2v-2zm3 0v2h2v-2zm3 0v2h2v-2z";
      case NOT_YET_REACHED -> "m6 0a6 6 0 1 1 -.01 0zm0 3a3 3 0 1 0 .01 0z";
      case NEVER_REACHED -> "m6 0l6 6-6 6-6-6zm0 3l-3 3 3 3 3-3z";
      case BEHIND -> "h12v12h-12zm6 2v8h4v-8z";
      case ORPHANED -> "m6 0l6 6-6 6-6-6z";
      case LEFT_OUT -> "m2 5h8v2h-8z";
    };
  }

  /** The class that gives a state its colour. */
  static String css(Standing.State state) {
    return "s-" + state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
