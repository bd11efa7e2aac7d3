package dev.fleetaccess.ledger;

import java.util.Objects;

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
}
