package dev.fleetaccess.proof;

import java.util.Objects;

/** What came of walking the chain to one role. */
public sealed interface Proof {
  /** Calls that it took; they are not counted as the stack's. */
  int calls();

  /** The hub entered, and read. */
  record Held(int calls) implements Proof {}

  /**
   * It did not.
   *
   * @param link where the chain broke, and why
   */
  record Broken(BrokenLink link, int calls) implements Proof {
    public Broken {
      Objects.requireNonNull(link);
    }
  }
}
