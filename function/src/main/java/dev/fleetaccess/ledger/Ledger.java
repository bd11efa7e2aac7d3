package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.Failure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The ledger: it outlives the queues, and everything that is asked later is asked of it.
 *
 * @param rollouts rollouts and pointers
 * @param items the items of rollouts
 * @param inventory what every account has
 */
public record Ledger(Rollouts rollouts, Items items, Inventory inventory) {
  public Ledger {
    Objects.requireNonNull(rollouts);
    Objects.requireNonNull(items);
    Objects.requireNonNull(inventory);
  }

  /**
   * Writes down that an account fails at a stack; what it had before is still what is known of it.
   *
   * @param role the access role that worked; empty when none did
   * @return whether it is new: it did not fail when it was last looked at
   */
  public boolean failed(Entry entry, Failure failure, Optional<String> role, Instant now) {
    Optional<Holding> before = inventory.find(entry.account(), entry.stack());
    inventory.put(
        before
            .map(Holding::but)
            .orElseGet(() -> Holding.first(entry, now))
            .traits(entry.traits())
            .role(role.or(() -> before.flatMap(Holding::role)))
            .failure(Optional.of(failure))
            .seen(now)
            .done());
    return before.flatMap(Holding::failure).isEmpty();
  }
}
