package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one account has of one stack, as last seen: a row of the inventory.
 *
 * @param account the account
 * @param stack the stack's name
 * @param traits what was last known of the account
 * @param release the release it was last brought to; empty when it never got there
 * @param applied what was last seen applied; empty beside a release where that was only begun
 * @param role the access role that worked last
 * @param failure why the last visit failed; empty when it did not
 * @param seen when it was last looked at
 * @param entered when the hub last entered it; empty when it never did, or where no proof is wanted
 * @param proven when the hub last entered it and read there; empty as above
 * @param provenAfter how long after the account joined it was first proven; empty where it was
 *     there before, or is not proven yet
 * @param broken why the last proof failed, in words; empty when it did not
 * @param compared when its live roles were last found as wanted; empty when they never were
 * @param joined when the account joined, where it was new when it was first looked at; empty where
 *     it was there before, or where that is not known
 * @param firstSeen when it was first looked at, so the account is as old at least
 */
public record Holding(
    AccountId account,
    String stack,
    Traits traits,
    Optional<CommitId> release,
    Optional<Applied> applied,
    Optional<String> role,
    Optional<Failure> failure,
    Instant seen,
    Optional<Instant> entered,
    Optional<Instant> proven,
    Optional<Duration> provenAfter,
    Optional<String> broken,
    Optional<Instant> compared,
    Optional<Instant> joined,
    Instant firstSeen) {
  /** Who is first looked at later after joining was left out till then, or was there before. */
  private static final Duration NEW = Duration.ofDays(7);

  public Holding {
    Objects.requireNonNull(account);
    Objects.requireNonNull(stack);
    Objects.requireNonNull(traits);
    Objects.requireNonNull(release);
    Objects.requireNonNull(applied);
    Objects.requireNonNull(role);
    Objects.requireNonNull(failure);
    Objects.requireNonNull(seen);
    Objects.requireNonNull(entered);
    Objects.requireNonNull(proven);
    Objects.requireNonNull(provenAfter);
    Objects.requireNonNull(broken);
    Objects.requireNonNull(compared);
    Objects.requireNonNull(joined);
    Objects.requireNonNull(firstSeen);
  }

  /** A row of an account of which nothing is known yet but that it was looked at. */
  public static HoldingDraft of(AccountId account, String stack, Instant seen) {
    return new HoldingDraft(account, stack, seen);
  }

  /** The first row of an item's account, which was just looked at for the first time. */
  public static HoldingDraft first(Entry entry, Instant now) {
    return of(entry.account(), entry.stack(), now)
        .joined(entry.joined().filter(when -> when.plus(NEW).isAfter(now)));
  }

  /** The same row, something in it to be changed. */
  public HoldingDraft but() {
    return new HoldingDraft(this);
  }

  /** The same row, its live roles compared then. */
  public Holding compared(Optional<Instant> when) {
    return but().compared(when).done();
  }
}
