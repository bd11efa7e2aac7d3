package dev.fleetaccess.fleet;

/** The way into accounts. */
public interface Access {
  /**
   * Enters an account by one role. Repeating it is cheap: sessions are kept by account, role and
   * terms until shortly before they end.
   *
   * @param account the account to enter
   * @param role the role's name, without path
   * @param terms what for, and with how much power at most
   * @throws RemoteFailure {@code DENIED} when the role does not exist or does not let us in: the
   *     service does not tell which
   */
  Session enter(AccountId account, String role, SessionTerms terms);
}
