package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What is rolled back is as before: when a rollback has finished, every account that the release
 * wrote, or one that it overtook and that never finished, has, to the letter, the template,
 * parameters and tags of the release that everybody was meant to have when the bad one began, and
 * its roles, or somebody can read why not; and a rollback writes nowhere but in accounts that the
 * release wrote.
 *
 * <p>Accounts where people worked by hand, and those that came, left or moved meanwhile, are left
 * out; so is what a join or re-run was writing in just that moment, which the next sweep brings
 * back: in the end {@link Rest} looks at all of them.
 */
final class Restored {
  private final Fleet fleet;
  private final Truth truth;
  private final Whereabouts whereabouts;
  private final Function<CommitId, Release> releases;
  private final BiConsumer<String, String> breach;

  Restored(
      Fleet fleet,
      Truth truth,
      Whereabouts whereabouts,
      Function<CommitId, Release> releases,
      BiConsumer<String, String> breach) {
    this.fleet = Objects.requireNonNull(fleet);
    this.truth = Objects.requireNonNull(truth);
    this.whereabouts = Objects.requireNonNull(whereabouts);
    this.releases = Objects.requireNonNull(releases);
    this.breach = Objects.requireNonNull(breach);
  }

  /**
   * A rollback of that voyage wrote in an account.
   *
   * @param touched the accounts that are to be restored
   */
  void wrote(Voyage undone, Set<String> touched, String rollback, String account, String stack) {
    if (fleet.counts(undone, account) && !touched.contains(account)) {
      breach.accept(account, "%s writes %s, which was never touched".formatted(rollback, stack));
    }
  }

  /** A rollback of that voyage says that it has finished. */
  void finished(Voyage undone, Set<String> touched, Rollout rollback) {
    Optional<Release> before = undone.before.map(releases);
    if (before.isEmpty()) {
      breach.accept("", rollback.id() + " goes back to nothing");
      return;
    }
    touched.stream()
        .filter(account -> fleet.counts(undone, account))
        .sorted()
        .forEach(account -> restored(before.get(), rollback, account));
  }

  private void restored(Release before, Rollout rollback, String account) {
    AccountId id = new AccountId(account);
    var traits = whereabouts.of(account);
    before.stacksFor(id, traits).stream()
        .filter(stack -> !fleet.told(rollback.id(), account, stack.name()))
        .forEach(
            stack -> {
              RoleStack desired = before.stack(stack.name(), id, traits);
              truth
                  .wrong(account, desired)
                  .ifPresent(
                      wrong ->
                          breach.accept(
                              account,
                              "%s leaves %s not as it was: %s"
                                  .formatted(rollback.id(), stack.name(), wrong)));
            });
  }
}
