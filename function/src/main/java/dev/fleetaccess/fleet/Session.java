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
   * Calls to AWS made through this session so far, repeated attempts included, and its own
   * AssumeRole where one had to be made. Each {@link Access#enter} gives a session that counts for
   * itself.
   */
  int calls();
}
