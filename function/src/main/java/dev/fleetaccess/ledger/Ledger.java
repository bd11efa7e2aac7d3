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

  /**
   * A failure was written down of an item whose end somebody else recorded, as two deliveries of
   * one message do: where that end is a good one, the account does not fail.
   */
  public void disproved(Entry entry) {
    items
        .find(entry.rollout(), entry.account(), entry.stack())
        .filter(recorded -> recorded.state() == Entry.State.CONVERGED)
        .flatMap(recorded -> inventory.find(entry.account(), entry.stack()))
        .filter(holding -> holding.failure().isPresent())
        .ifPresent(holding -> inventory.put(holding.but().failure(Optional.empty()).done()));
  }
}
