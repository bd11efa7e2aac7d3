package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.ledger.Rollout;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roles that somebody may have changed by hand: theirs until the ledger says that they were
 * compared since.
 */
final class TheirRoles {
  private final Inventory inventory;
  private final Map<String, Optional<Instant>> since = new HashMap<>();
  private final Map<String, Set<String>> begun = new HashMap<>();

  TheirRoles(Inventory inventory) {
    this.inventory = Objects.requireNonNull(inventory);
  }

  /**
   * Somebody worked on the roles of these stacks.
   *
   * @param rollouts those that had begun by then
   */
  void touched(String account, Set<String> stacks, Collection<Rollout> rollouts) {
    begun.put(account, rollouts.stream().map(Rollout::id).collect(Collectors.toSet()));
    stacks.forEach(stack -> since.put(key(account, stack), compared(account, stack)));
  }

  /** A comparison that began before somebody's hand tells nothing of it. */
  void comparedTooEarly(String account, String stack) {
    since.computeIfPresent(key(account, stack), (key, before) -> compared(account, stack));
  }

  /** Whether somebody worked on the account's roles last before that rollout began. */
  boolean before(String account, String rollout) {
    Set<String> earlier = begun.get(account);
    return earlier != null && !earlier.contains(rollout);
  }

  /** Whether somebody worked on the account's roles last when that rollout had begun. */
  boolean during(String account, String rollout) {
    return begun.getOrDefault(account, Set.of()).contains(rollout);
  }

  /** Whether nobody has compared them since. */
  boolean are(String account, String stack) {
    String key = key(account, stack);
    Optional<Instant> before = since.get(key);
    if (before == null) {
      return false;
    }
    Optional<Instant> now = compared(account, stack);
    if (now.isEmpty() || now.equals(before)) {
      return true;
    }
    since.remove(key);
    return false;
  }

  private Optional<Instant> compared(String account, String stack) {
    return inventory.find(new AccountId(account), stack).flatMap(Holding::compared);
  }

  private static String key(String account, String stack) {
    return account + "#" + stack;
  }
}
