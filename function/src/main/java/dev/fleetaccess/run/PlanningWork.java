package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.release.Needs;
import dev.fleetaccess.release.Release;
import java.util.Objects;
import java.util.Set;

/**
 * What is being planned.
 *
 * @param rollout whose items are planned
 * @param release what it brings
 * @param planner of that release
 * @param granter tells which release an account is granted
 * @param needs what has to be known of accounts for it
 * @param pace how much may be asked of the organization
 */
record PlanningWork(
    Rollout rollout,
    Release release,
    Planner planner,
    Granter granter,
    Needs needs,
    ListingPace pace) {
  /** Units above an account and the root, in most organizations at most. */
  private static final int DEPTH = 3;

  PlanningWork {
    Objects.requireNonNull(rollout);
    Objects.requireNonNull(release);
    Objects.requireNonNull(planner);
    Objects.requireNonNull(granter);
    Objects.requireNonNull(needs);
    Objects.requireNonNull(pace);
  }

  /** Whether it is for every account. */
  boolean whole() {
    return rollout.scope() instanceof Scope.Everyone;
  }

  boolean inScope(AccountId id) {
    return !(rollout.scope() instanceof Scope.Accounts(Set<AccountId> ids)) || ids.contains(id);
  }

  /** Calls that look up so many accounts one by one, about. */
  int lookups(int accounts) {
    return accounts * (needs.units() ? DEPTH : needs.tags() ? 1 : 0);
  }
}
