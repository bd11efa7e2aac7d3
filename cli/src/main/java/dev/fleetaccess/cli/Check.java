package dev.fleetaccess.cli;

import java.util.Objects;

/**
 * Something that has to hold.
 *
 * @param holds whether it does
 * @param text what, with what was found
 */
record Check(boolean holds, String text) {
  Check {
    Objects.requireNonNull(text);
  }
}
