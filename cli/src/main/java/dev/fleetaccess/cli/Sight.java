package dev.fleetaccess.cli;

import java.util.List;

/**
 * What was seen in an account itself.
 *
 * @param sentences what, a sentence each; that it could not be looked into is one too
 * @param differs whether something there is not as it is wanted
 */
record Sight(List<String> sentences, boolean differs) {
  /** Nobody looked. */
  static final Sight NONE = new Sight(List.of(), false);

  Sight {
    sentences = List.copyOf(sentences);
  }
}
