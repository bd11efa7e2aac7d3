package dev.fleetaccess.local.sim.org;

/** The state of an account in the organization, as {@code Account.State} names it. */
public enum AccountState {
  /** Sign-up is unfinished; nothing can be done in it. */
  PENDING_ACTIVATION("SUSPENDED", false),
  /** In use. */
  ACTIVE("ACTIVE", true),
  /** Restricted by AWS. */
  SUSPENDED("SUSPENDED", false),
  /** Being closed; still works. */
  PENDING_CLOSURE("PENDING_CLOSURE", true),
  /** Closed; remains listed for 90 days. */
  CLOSED("SUSPENDED", false);

  private final String status;
  private final boolean works;

  AccountState(String status, boolean works) {
    this.status = status;
    this.works = works;
  }

  /** What the older {@code Account.Status} says. */
  public String status() {
    return status;
  }

  /** Whether calls in the account are answered. */
  public boolean works() {
    return works;
  }
}
