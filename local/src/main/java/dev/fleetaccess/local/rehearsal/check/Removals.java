package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Disposal;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which stacks may be deleted although they lived: those whose deletion the writing rollout planned
 * in that account, where a release that counts there does not want them, and a manifest says that
 * they go.
 */
final class Removals {
  private final StoredRollouts rollouts;
  private final StoredItems items;
  private final Function<CommitId, Release> releases;
  private final Set<String> gone = new HashSet<>();

  Removals(StoredRollouts rollouts, StoredItems items, Function<CommitId, Release> releases) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.items = Objects.requireNonNull(items);
    this.releases = Objects.requireNonNull(releases);
  }

  /**
   * Whether a rollout may delete a stack.
   *
   * @param stood the stack as it was brought
   */
  boolean allows(String rollout, String account, RoleStack stood) {
    return items
        .find(rollout, new AccountId(account), stood.name())
        .filter(Entry::removal)
        .filter(entry -> counting(entry).anyMatch(release -> isGoing(release, entry, stood)))
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
  private Stream<Release> counting(Entry entry) {
    Pointers pointers = rollouts.overview().pointers();
    return Stream.concat(
            Stream.of(entry.release()),
            Stream.of(pointers.current(), pointers.candidate())
                .flatMap(Optional::stream)
                .map(Pointers.Pointer::release))
        .distinct()
        .map(releases);
  }

  private boolean isGoing(Release release, Entry entry, RoleStack stood) {
    if (release.places(stood.name(), entry.account(), entry.traits())) {
      return false;
    }
    Optional<Manifest.Stack> named = release.manifest().stack(stood.name());
    return named.isPresent()
        ? named.get().onExit() == Disposal.DELETE
        : brought(stood).anyMatch(stack -> stack.onRemove() == Disposal.DELETE);
  }

  /** The stack as the releases declare it that would bring just what stood there. */
  private Stream<Manifest.Stack> brought(RoleStack stood) {
    return rollouts.all().stream()
        .map(rollout -> releases.apply(rollout.release()))
        .distinct()
        .filter(release -> Spread.same(release, stood))
        .flatMap(release -> release.manifest().stack(stood.name()).stream());
  }
}
