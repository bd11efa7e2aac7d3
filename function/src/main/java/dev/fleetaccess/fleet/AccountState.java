package dev.fleetaccess.fleet;

/** Where an account stands in its life, as AWS Organizations tells it ({@code Account.State}). */
public enum AccountState {
  ACTIVE("active", true),
  /** Closing has been asked for, yet the account still works. */
  PENDING_CLOSURE("closing, still works", true),
  PENDING_ACTIVATION("its sign-up is not finished", false),
  SUSPENDED("suspended by AWS", false),
  CLOSED("closed", false),
  /** Organizations said nothing that is understood; trying is better than silently skipping. */
  UNKNOWN("state unknown", true);

  private final String words;
  private final boolean usable;

  AccountState(String words, boolean usable) {
    this.words = words;
    this.usable = usable;
  }

  /** Whether roles can be kept in an account of this state. */
  public boolean usable() {
    return usable;
  }

  /** The state in words for people. */
  public String words() {
    return words;
  }
}
