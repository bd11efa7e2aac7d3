package dev.fleetaccess.fleet;

import java.util.Set;

/**
 * A function that dies. Fakes that share it count what changes something, and before the one that
 * was chosen the function is gone: nothing catches that.
 */
public final class Crash {
  private static final Set<String> READS =
      Set.of(
          "find",
          "of",
          "all",
          "overview",
          "get",
          "head",
          "file",
          "describe",
          "accounts",
          "account",
          "observe",
          "firstCause",
          "stuckAt",
          "enter",
          "hub",
          "read",
          "receipt",
          "pathOf",
          "look",
          "ownerOf");

  private int counted;
  private int at = Integer.MAX_VALUE;
  private boolean dead;

  /** Dies before the n-th change from now, counted from 1. */
  public void before(int change) {
    counted = 0;
    at = change;
  }

  /**
   * Another invocation begins.
   *
   * @return whether the one before died
   */
  public boolean begin() {
    boolean died = dead;
    dead = false;
    return died;
  }

  /** How many changes were counted. */
  public int counted() {
    return counted;
  }

  void check(String operation) {
    if (!dead && !READS.contains(operation) && ++counted == at) {
      dead = true;
    }
    if (dead) {
      throw new Died();
    }
  }

  /** The function is gone. */
  public static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    private Died() {
      super("the function died", null, false, false);
    }
  }
}
