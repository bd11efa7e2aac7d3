package dev.fleetaccess.fleet;

import java.util.Optional;

/**
 * The organization as AWS Organizations tells it. Every call may be repeated; a call that fails
 * throws {@link RemoteFailure}.
 */
public interface Organization {
  /** The organization's own facts; asked once and kept, since the service allows one a second. */
  OrganizationFacts describe();

  /**
   * One page of at most 20 accounts, a limit of ListAccounts. A cursor that the service no longer
   * accepts fails with the code {@code InvalidInputException}: the listing then starts again.
   */
  Page<Account> accounts(Optional<Cursor> from);

  /**
   * One account; empty when it does not belong to the organization. Never asked per account of a
   * fleet.
   */
  Optional<Account> account(AccountId id);
}
