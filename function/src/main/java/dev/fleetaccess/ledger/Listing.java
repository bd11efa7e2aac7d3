package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Cursor;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a rollout has come in planning accounts: first those that everybody waits for, then the
 * others that the ledger knows, in the order of their ids, then page by page those that the
 * organization lists.
 *
 * @param upTo the last of the known accounts that is planned; empty before the first
 * @param known whether the accounts that the ledger knows have been planned
 * @param next where the organization's listing goes on; empty before its first page and after its
 *     last
 * @param pages pages read so far
 * @param lookups calls so far that asked for one account's units or tags
 * @param complete whether every account is planned
 * @param turn until when one orchestrator is taken to be planning, and the others leave it to that
 *     one; empty when none is
 */
public record Listing(
    Optional<AccountId> upTo,
    boolean known,
    Optional<Cursor> next,
    int pages,
    int lookups,
    boolean complete,
    Optional<Instant> turn) {
  /** Nothing has been planned yet. */
  public static final Listing NONE =
      new Listing(Optional.empty(), false, Optional.empty(), 0, 0, false, Optional.empty());

  /** Below every account's id. */
  private static final AccountId BEFORE_ALL = new AccountId("000000000000");

  public Listing {
    Objects.requireNonNull(upTo);
    Objects.requireNonNull(next);
    Objects.requireNonNull(turn);
  }

  /** Whether anything is planned: until then nothing looks like finished. */
  public boolean begun() {
    return known || upTo.isPresent();
  }

  /** After the accounts that everybody waits for; of the others that are known, none. */
  public Listing afterAwaited() {
    return afterKnown(BEFORE_ALL, 0);
  }

  /** After so many of the accounts that the ledger knows, with so many more lookups. */
  public Listing afterKnown(AccountId last, int looked) {
    return new Listing(Optional.of(last), known, next, pages, lookups + looked, complete, turn);
  }

  /** After the accounts that the ledger knows. */
  public Listing afterKnown() {
    return new Listing(upTo, true, next, pages, lookups, complete, turn);
  }

  /** After one more page, with so many more lookups. */
  public Listing afterPage(Optional<Cursor> following, int looked) {
    return new Listing(
        upTo, known, following, pages + 1, lookups + looked, following.isEmpty(), turn);
  }

  /** From the first page again: the service refused the cursor. */
  public Listing again() {
    return new Listing(upTo, known, Optional.empty(), pages, lookups, false, turn);
  }

  /** Nothing is left to plan. */
  public Listing done() {
    return new Listing(upTo, true, Optional.empty(), pages, lookups, true, turn);
  }

  /** As far, and one orchestrator plans until then. */
  public Listing taken(Instant until) {
    return new Listing(upTo, known, next, pages, lookups, complete, Optional.of(until));
  }

  /** As far, and nobody is planning. */
  public Listing released() {
    return new Listing(upTo, known, next, pages, lookups, complete, Optional.empty());
  }

  /** Whether somebody is taken to be planning. */
  public boolean isTaken(Instant now) {
    return turn.filter(now::isBefore).isPresent();
  }
}
