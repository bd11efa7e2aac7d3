package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A {@link Holding} in the making: begun by {@link Holding#of} with nothing known, or by {@link
 * Holding#but} with everything as it was.
 */
public final class HoldingDraft {
  private final AccountId account;
  private final String stack;
  private Traits traits;
  private Optional<CommitId> release;
  private Optional<Applied> applied;
  private Optional<String> role;
  private Optional<Failure> failure;
  private Instant seen;
  private Optional<Instant> entered;
  private Optional<Instant> proven;
  private Optional<Duration> provenAfter;
  private Optional<String> broken;
  private Optional<Instant> compared;
  private Optional<Instant> joined;
  private Instant firstSeen;

  HoldingDraft(Holding holding) {
    this.account = holding.account();
    this.stack = holding.stack();
    this.traits = holding.traits();
    this.release = holding.release();
    this.applied = holding.applied();
    this.role = holding.role();
    this.failure = holding.failure();
    this.seen = holding.seen();
    this.entered = holding.entered();
    this.proven = holding.proven();
    this.provenAfter = holding.provenAfter();
    this.broken = holding.broken();
    this.compared = holding.compared();
    this.joined = holding.joined();
    this.firstSeen = holding.firstSeen();
  }

  HoldingDraft(AccountId account, String stack, Instant seen) {
    this.account = account;
    this.stack = stack;
    this.traits = Traits.NONE;
    this.release = Optional.empty();
    this.applied = Optional.empty();
    this.role = Optional.empty();
    this.failure = Optional.empty();
    this.seen = seen;
    this.entered = Optional.empty();
    this.proven = Optional.empty();
    this.provenAfter = Optional.empty();
    this.broken = Optional.empty();
    this.compared = Optional.empty();
    this.joined = Optional.empty();
    this.firstSeen = seen;
  }

  /** Sets what is known of the account. */
  public HoldingDraft traits(Traits value) {
    this.traits = value;
    return this;
  }

  /** Sets the release it was last brought to. */
  public HoldingDraft release(Optional<CommitId> value) {
    this.release = value;
    return this;
  }

  /** Sets what was last seen applied. */
  public HoldingDraft applied(Optional<Applied> value) {
    this.applied = value;
    return this;
  }

  /** Sets the access role that worked last. */
  public HoldingDraft role(Optional<String> value) {
    this.role = value;
    return this;
  }

  /** Sets why the last visit failed. */
  public HoldingDraft failure(Optional<Failure> value) {
    this.failure = value;
    return this;
  }

  /** Sets when it was last looked at. */
  public HoldingDraft seen(Instant value) {
    this.seen = value;
    return this;
  }

  /** Sets when the hub last entered it. */
  public HoldingDraft entered(Optional<Instant> value) {
    this.entered = value;
    return this;
  }

  /** Sets how long after joining it was first proven. */
  public HoldingDraft provenAfter(Optional<Duration> value) {
    this.provenAfter = value;
    return this;
  }

  /** Sets when the hub last entered it and read there. */
  public HoldingDraft proven(Optional<Instant> value) {
    this.proven = value;
    return this;
  }

  /** Sets why the last proof failed, in words. */
  public HoldingDraft broken(Optional<String> value) {
    this.broken = value;
    return this;
  }

  /** Sets when its live roles were last found as wanted. */
  public HoldingDraft compared(Optional<Instant> value) {
    this.compared = value;
    return this;
  }

  /** Sets when the account joined, where it was new when it was first looked at. */
  public HoldingDraft joined(Optional<Instant> value) {
    this.joined = value;
    return this;
  }

  /** Sets when it was first looked at. */
  public HoldingDraft firstSeen(Instant value) {
    this.firstSeen = value;
    return this;
  }

  /** The row, whole. */
  public Holding done() {
    return new Holding(
        account,
        stack,
        traits,
        release,
        applied,
        role,
        failure,
        seen,
        entered,
        proven,
        provenAfter,
        broken,
        compared,
        joined,
        firstSeen);
  }
}
