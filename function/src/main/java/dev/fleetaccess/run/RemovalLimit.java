package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How much may be deleted without a person's agreement: whatever concerns more than 10 accounts or
 * more than 5 % of them, rounded down, halts before the first; and whatever takes away a stack that
 * everybody waits for, such as the hub's. Pure.
 */
public final class RemovalLimit {
  private static final int MOST_ACCOUNTS = 10;
  private static final int MOST_PERCENT = 5;

  private RemovalLimit() {}

  /** In how many accounts of so many a stack may be deleted without a person's agreement. */
  public static int allowed(int fleet) {
    return Math.min(MOST_ACCOUNTS, fleet * MOST_PERCENT / 100);
  }

  /**
   * Why a person has to agree; empty when nobody has to.
   *
   * @param removals the deletions, with those of the rollout that nobody was asked about
   * @param fleet the accounts of the rollout
   * @param awaited whether a stack is one that everybody waits for; asked of few
   */
  static Optional<String> objection(
      Collection<Entry> removals, Set<AccountId> fleet, Predicate<Entry> awaited) {
    Set<AccountId> accounts = removals.stream().map(Entry::account).collect(Collectors.toSet());
    String stacks =
        removals.stream().map(Entry::stack).distinct().sorted().collect(Collectors.joining(", "));
    long begun =
        removals.stream()
            .filter(one -> one.state() != Entry.State.PLANNED)
            .map(Entry::account)
            .distinct()
            .count();
    String yet = begun == 0 ? "nothing is deleted yet" : begun + " begun already";
    int most = allowed(fleet.size());
    if (accounts.size() > most) {
      return Optional.of(
          "%s would be deleted in %d of %d accounts, %d may be without asking; %s"
              .formatted(stacks, accounts.size(), fleet.size(), most, yet));
    }
    return removals.stream()
        .filter(awaited)
        .findFirst()
        .map(
            one ->
                "%s would be deleted in account %s, and everybody depends on it; %s"
                    .formatted(one.stack(), one.account(), yet));
  }
}
