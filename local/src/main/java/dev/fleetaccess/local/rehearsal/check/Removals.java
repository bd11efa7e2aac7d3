package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.release.CommitId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which stacks may be deleted although they lived: those whose deletion the writing rollout planned
 * in that account, where a release that counts there has them go.
 */
final class Removals {
  /** Whether a stack is to go from an account once a release is brought. */
  @FunctionalInterface
  interface Going {
    boolean goes(CommitId commit, String account, Stack stack);
  }

  private final StoredRollouts rollouts;
  private final StoredItems items;
  private final Going going;
  private final Set<String> gone = new HashSet<>();

  Removals(StoredRollouts rollouts, StoredItems items, Going going) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.items = Objects.requireNonNull(items);
    this.going = Objects.requireNonNull(going);
  }

  /** Whether a rollout may delete a stack, as it stands. */
  boolean allows(String rollout, String account, Stack stack) {
    return items
        .find(rollout, new AccountId(account), stack.name())
        .filter(Entry::removal)
        .filter(entry -> counting(entry).anyMatch(commit -> going.goes(commit, account, stack)))
        .isPresent();
  }

  /** Somebody who may deletes that stack. */
  void begun(String stackId) {
    gone.add(stackId);
  }

  /** Whether somebody who may has deleted that stack. */
  boolean begunWith(String stackId) {
    return gone.contains(stackId);
  }

  /** The release that the item was planned with, and those that a rerun may bring meanwhile. */
  private Stream<CommitId> counting(Entry entry) {
    Pointers pointers = rollouts.overview().pointers();
    return Stream.concat(
            Stream.of(entry.release()),
            Stream.of(pointers.current(), pointers.candidate())
                .flatMap(Optional::stream)
                .map(Pointers.Pointer::release))
        .distinct();
  }
}
