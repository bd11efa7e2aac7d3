package dev.fleetaccess.fleet;

/**
 * An account that has been entered by a role. What it holds beyond that is known to its adapter.
 */
public interface Session {
  /** The account that was entered. */
  AccountId account();

  /** The name of the role it was entered by, without path. */
  String role();

  /**
   * Calls to AWS made since this entering, its own AssumeRole included where one was needed. Each
   * entering counts anew, even when the credentials were still at hand.
   */
  int calls();
}
