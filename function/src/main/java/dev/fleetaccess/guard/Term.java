package dev.fleetaccess.guard;

import java.util.Objects;

/**
 * A text of a policy with the place where it stands.
 *
 * @param line from 1
 */
record Term(String text, int line) {
  Term {
    Objects.requireNonNull(text);
  }
}
