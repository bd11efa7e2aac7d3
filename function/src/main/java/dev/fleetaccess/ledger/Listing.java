package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Cursor;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a rollout has come in planning accounts: first those that the ledger knows, in the order
 * of their ids, then page by page those that the organization lists.
 *
 * @param upTo the last of the known accounts that is planned; empty before the first, among whom
 *     are always the accounts that everybody waits for
 * @param known whether the accounts that the ledger knows have been planned
 * @param next where the organization's listing goes on; empty before its first page and after its
 *     last
 * @param pages pages read so far
 * @param complete whether every account is planned
 */
public record Listing(
    Optional<AccountId> upTo, boolean known, Optional<Cursor> next, int pages, boolean complete) {
  /** Nothing has been planned yet. */
  public static final Listing NONE =
      new Listing(Optional.empty(), false, Optional.empty(), 0, false);

  public Listing {
    Objects.requireNonNull(upTo);
    Objects.requireNonNull(next);
  }

  /** Whether anything is planned: until then nothing looks like finished. */
  public boolean begun() {
    return known || upTo.isPresent();
  }

  /** After so many of the accounts that the ledger knows. */
  public Listing afterKnown(AccountId last) {
    return new Listing(Optional.of(last), known, next, pages, complete);
  }

  /** After the accounts that the ledger knows. */
  public Listing afterKnown() {
    return new Listing(upTo, true, next, pages, complete);
  }

  /** After one more page. */
  public Listing afterPage(Optional<Cursor> following) {
    return new Listing(upTo, known, following, pages + 1, following.isEmpty());
  }

  /** From the first page again: the service refused the cursor. */
  public Listing again() {
    return new Listing(upTo, known, Optional.empty(), pages, false);
  }

  /** Nothing is left to plan. */
  public Listing done() {
    return new Listing(upTo, true, Optional.empty(), pages, true);
  }
}
