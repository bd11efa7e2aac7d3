package dev.fleetaccess.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the hub entered a spoke, as an item of a rollout knows it.
 *
 * @param proven when it did, which may have been before this rollout where that was recent enough
 * @param broken why it did not, in words; empty while it is tried, and where no proof is wanted
 * @param calls calls to STS that the item's proofs took
 */
public record Proving(Optional<Instant> proven, Optional<String> broken, int calls) {
  /** Nothing is known. */
  public static final Proving NONE = new Proving(Optional.empty(), Optional.empty(), 0);

  public Proving {
    Objects.requireNonNull(proven);
    Objects.requireNonNull(broken);
  }
}
