package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Disposal;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A stack that lived is deleted only where a manifest asked for it: the release no longer has the
 * stack in that account, and either a release that had just that template said {@code onRemove:
 * delete} before the stack left the manifest, or the release says {@code onExit: delete}. And in
 * more than 10 accounts, or more than 5 % of them, only after somebody had the rollout go on.
 *
 * <p>Where an account stands counts as it is or ever was: what was planned goes by what was looked
 * up then. Percentages are taken of as many accounts as there ever were.
 */
final class Deletions {
  private static final int MOST_ACCOUNTS = 10;
  private static final int MOST_PERCENT = 5;

  private final Whereabouts whereabouts;
  private final Asked asked;
  private final Function<CommitId, Release> releases;
  private final Supplier<List<CommitId>> brought;
  private final Supplier<Integer> accounts;
  private final BiConsumer<String, String> breach;
  private final Map<String, Set<String>> deleted = new HashMap<>();

  /**
   * Judges by what was asked.
   *
   * @param brought the releases that were ever begun
   * @param accounts as many accounts as there ever were at once
   */
  Deletions(
      Whereabouts whereabouts,
      Asked asked,
      Function<CommitId, Release> releases,
      Supplier<List<CommitId>> brought,
      Supplier<Integer> accounts,
      BiConsumer<String, String> breach) {
    this.whereabouts = Objects.requireNonNull(whereabouts);
    this.asked = Objects.requireNonNull(asked);
    this.releases = Objects.requireNonNull(releases);
    this.brought = Objects.requireNonNull(brought);
    this.accounts = Objects.requireNonNull(accounts);
    this.breach = Objects.requireNonNull(breach);
  }

  /** A rollout of that release deletes a stack that had lived. */
  void deletes(String rollout, CommitId commit, String account, Stack stack) {
    if (!asked(commit, account, stack)) {
      breach.accept(
          account, rollout + " deletes " + stack.name() + ", which no manifest asked for");
    }
    Set<String> all = deleted.computeIfAbsent(rollout, absent -> new HashSet<>());
    all.add(account);
    int most = Math.min(MOST_ACCOUNTS, accounts.get() * MOST_PERCENT / 100);
    if (all.size() > most && asked.resumed(rollout) == 0) {
      breach.accept(
          account,
          "%s deletes %s in account %d, and nobody agreed; %d are allowed"
              .formatted(rollout, stack.name(), all.size(), most));
    }
  }

  /** Whether the stack is to go from the account once that release is brought. */
  boolean asked(CommitId commit, String account, Stack stack) {
    Release release = releases.apply(commit);
    AccountId id = new AccountId(account);
    boolean unwanted =
        whereabouts.ever(account).stream()
            .anyMatch(traits -> !release.places(stack.name(), id, traits));
    Optional<Manifest.Stack> now = release.manifest().stack(stack.name());
    return unwanted
        && now.map(declared -> declared.onExit() == Disposal.DELETE)
            .orElseGet(() -> goesWhenRemoved(stack));
  }

  private boolean goesWhenRemoved(Stack stack) {
    return brought.get().stream()
        .map(releases)
        .filter(release -> release.manifest().stack(stack.name()).isPresent())
        .filter(
            release ->
                release.template(stack.name()).text().equals(stack.definition().template().text()))
        .anyMatch(
            release ->
                release.manifest().stack(stack.name()).orElseThrow().onRemove() == Disposal.DELETE);
  }
}
