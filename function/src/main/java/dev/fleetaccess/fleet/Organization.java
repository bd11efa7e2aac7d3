package dev.fleetaccess.fleet;

import java.util.Map;
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

  /** The id of the root, below which every unit and account stands, such as {@code r-abcd}. */
  String root();

  /**
   * One page of at most 20 ids of the units right below the root or a unit; none when the unit is
   * gone. Cursors as in {@link #accounts(Optional)}.
   */
  Page<String> units(String parent, Optional<Cursor> from);

  /**
   * One page of at most 20 accounts that stand right in the root or a unit; none when the unit is
   * gone. Cursors as in {@link #accounts(Optional)}.
   */
  Page<Account> accounts(String parent, Optional<Cursor> from);

  /**
   * The unit or root right above an account or unit; empty when there is no such account or unit.
   * Never asked per account of a fleet: 5 a second.
   *
   * @param child an account's or a unit's id
   */
  Optional<String> parent(String child);

  /**
   * An account's tags; none when there is no such account. The service tells them account by
   * account, 10 a second.
   */
  Map<String, String> tags(AccountId account);
}
