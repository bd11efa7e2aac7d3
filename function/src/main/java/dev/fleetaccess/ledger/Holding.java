package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one account has of one stack, as last seen: a row of the inventory.
 *
 * @param account the account
 * @param stack the stack's name
 * @param release the release it was last brought to; empty when it never got there
 * @param applied what was last seen applied
 * @param role the access role that worked last
 * @param failure why the last visit failed; empty when it did not
 * @param seen when it was last looked at
 * @param proven when the hub last entered it; empty when it never did, or where no proof is wanted
 * @param broken why the last proof failed, in words; empty when it did not
 * @param compared when its live roles were last found as wanted; empty when they never were
 */
public record Holding(
    AccountId account,
    String stack,
    Optional<CommitId> release,
    Optional<Applied> applied,
    Optional<String> role,
    Optional<Failure> failure,
    Instant seen,
    Optional<Instant> proven,
    Optional<String> broken,
    Optional<Instant> compared) {
  public Holding {
    Objects.requireNonNull(account);
    Objects.requireNonNull(stack);
    Objects.requireNonNull(release);
    Objects.requireNonNull(applied);
    Objects.requireNonNull(role);
    Objects.requireNonNull(failure);
    Objects.requireNonNull(seen);
    Objects.requireNonNull(proven);
    Objects.requireNonNull(broken);
    Objects.requireNonNull(compared);
  }

  /** A row of whose proof and live roles nothing is known. */
  public Holding(
      AccountId account,
      String stack,
      Optional<CommitId> release,
      Optional<Applied> applied,
      Optional<String> role,
      Optional<Failure> failure,
      Instant seen) {
    this(
        account,
        stack,
        release,
        applied,
        role,
        failure,
        seen,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same row with another word on its proof. */
  public Holding proving(Optional<Instant> nowProven, Optional<String> nowBroken) {
    return new Holding(
        account, stack, release, applied, role, failure, seen, nowProven, nowBroken, compared);
  }

  /** The same row, its live roles compared then. */
  public Holding compared(Optional<Instant> when) {
    return new Holding(account, stack, release, applied, role, failure, seen, proven, broken, when);
  }
}
