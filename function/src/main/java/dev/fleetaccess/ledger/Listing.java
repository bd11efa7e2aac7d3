package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.Cursor;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a rollout has come in planning the organization's accounts.
 *
 * @param known whether the accounts that the ledger knows have been planned
 * @param next where the organization's listing goes on; empty before its first page and after its
 *     last
 * @param pages pages read so far
 * @param complete whether every account is planned
 */
public record Listing(boolean known, Optional<Cursor> next, int pages, boolean complete) {
  /** Nothing has been planned yet. */
  public static final Listing NONE = new Listing(false, Optional.empty(), 0, false);

  public Listing {
    Objects.requireNonNull(next);
  }

  /** After the accounts that the ledger knows. */
  public Listing afterKnown() {
    return new Listing(true, next, pages, complete);
  }

  /** After one more page. */
  public Listing afterPage(Optional<Cursor> following) {
    return new Listing(known, following, pages + 1, following.isEmpty());
  }

  /** From the first page again: the service refused the cursor. */
  public Listing again() {
    return new Listing(known, Optional.empty(), pages, false);
  }

  /** Nothing is left to plan. */
  public Listing done() {
    return new Listing(true, Optional.empty(), pages, true);
  }
}
