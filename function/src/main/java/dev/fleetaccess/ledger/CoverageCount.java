package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How many accounts are covered, as {@link Coverage} says it, counted one by one so that it takes
 * little memory however many there are: first the inventory, then the items of a rollout that has
 * ended, which tell of what the inventory does not know.
 */
public final class CoverageCount {
  private final CoverageJudge judge;
  private final Map<AccountId, Standing.State> worst = new HashMap<>();
  private final Set<String> held = new HashSet<>();

  /** Nobody yet. */
  public CoverageCount(Pointers pointers, Coverage.Wanted wanted) {
    this.judge = new CoverageJudge(pointers, wanted, List.of(), List.of());
  }

  /** Counts what an account has. */
  public void add(Holding holding) {
    held.add(key(holding.account(), holding.stack()));
    add(holding.account(), judge.standing(holding).state());
  }

  /** Counts an item about a stack of which the inventory knows nothing. */
  public void add(Entry entry) {
    if (!entry.removal() && !held.contains(key(entry.account(), entry.stack()))) {
      Standing.unreached(entry)
          .map(Standing::state)
          .ifPresent(state -> add(entry.account(), state));
    }
  }

  private void add(AccountId account, Standing.State state) {
    worst.merge(account, state, (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  /** Accounts that have what they should. */
  public int covered() {
    return count(Standing.State::covered);
  }

  /** Accounts that should have something and do not; those left out count neither way. */
  public int notCovered() {
    return count(state -> !state.covered() && state != Standing.State.LEFT_OUT);
  }

  /** Accounts that have what they should, and that the hub could not enter. */
  public int notProven() {
    return count(state -> state == Standing.State.NOT_PROVEN);
  }

  private int count(Predicate<Standing.State> fits) {
    return (int) worst.values().stream().filter(fits).count();
  }

  private static String key(AccountId account, String stack) {
    return account + "#" + stack;
  }
}
