package dev.fleetaccess.cli;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Standing;
import java.util.Optional;

/** Colours for people on a terminal who want them; what they say is said in words too. */
record Ink(boolean coloured) {
  /** A colour. */
  enum Colour {
    GREEN("32"),
    RED("31"),
    YELLOW("33"),
    DIM("2"),
    BOLD("1"),
    PLAIN("");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }

  /**
   * As this program was started: colours on a terminal, unless {@code NO_COLOR} is set to anything
   * (no-color.org).
   */
  static Ink here() {
    return of(Boolean.getBoolean("fleet.terminal"), Optional.ofNullable(System.getenv("NO_COLOR")));
  }

  /** The same for what is said beside the answer. */
  static Ink ofErrors() {
    return of(
        Boolean.getBoolean("fleet.terminal.errors"),
        Optional.ofNullable(System.getenv("NO_COLOR")));
  }

  static Ink of(boolean terminal, Optional<String> noColour) {
    return new Ink(terminal && noColour.filter(value -> !value.isEmpty()).isEmpty());
  }

  String in(Colour colour, String text) {
    return coloured && colour != Colour.PLAIN && !text.isEmpty()
        ? "\u001b[" + colour.code + "m" + text + "\u001b[0m"
        : text;
  }

  /** The colour of a state of an account. */
  static Colour of(Standing.State state) {
    return switch (state) {
      case PROVEN, COVERED -> Colour.GREEN;
      case FAILING, NEVER_REACHED -> Colour.RED;
      case UNDER_WAY, NOT_YET_REACHED, WAITING, BEHIND, NOT_PROVEN, ORPHANED -> Colour.YELLOW;
      case LEFT_OUT -> Colour.DIM;
    };
  }

  /** The colour of a state of an item. */
  static Colour of(Entry.State state) {
    return switch (state) {
      case CONVERGED, PREVIEWED -> Colour.GREEN;
      case FAILED, REFUSED -> Colour.RED;
      case PLANNED, SENT -> Colour.YELLOW;
      case SKIPPED, SUPERSEDED, NOT_STARTED -> Colour.DIM;
    };
  }
}
