package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much may be deleted without a person's agreement: whatever concerns more than 10 accounts or
 * more than 5 % of them, rounded down, halts before the first; and whatever concerns an account
 * that everybody depends on. Pure.
 */
final class RemovalLimit {
  private static final int MOST_ACCOUNTS = 10;
  private static final int MOST_PERCENT = 5;

  private RemovalLimit() {}

  /**
   * Why a person has to agree; empty when nobody has to.
   *
   * @param removals the deletions
   * @param fleet the accounts of the rollout
   * @param awaited the hub and the management account
   */
  static Optional<String> objection(
      Collection<Entry> removals, Set<AccountId> fleet, Set<AccountId> awaited) {
    Set<AccountId> accounts = removals.stream().map(Entry::account).collect(Collectors.toSet());
    String stacks =
        removals.stream().map(Entry::stack).distinct().sorted().collect(Collectors.joining(", "));
    if (accounts.stream().anyMatch(awaited::contains)) {
      return Optional.of(
          "%s would be deleted in the hub or the management account; nothing is deleted yet"
              .formatted(stacks));
    }
    int most = Math.min(MOST_ACCOUNTS, fleet.size() * MOST_PERCENT / 100);
    return accounts.size() > most
        ? Optional.of(
            "%s would be deleted in %d of %d accounts, %d may be without asking; nothing is deleted"
                    .formatted(stacks, accounts.size(), fleet.size(), most)
                + " yet")
        : Optional.empty();
  }
}
