package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.Disposal;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells which stacks an account has that a release does not want there, and what is to become of
 * them. A stack that left the manifest goes by what the release said that brought it last; one
 * whose account it no longer belongs into, by what the release says now.
 */
final class Orphans {
  private final ReleaseShelf releases;

  Orphans(ReleaseShelf releases) {
    this.releases = Objects.requireNonNull(releases);
  }

  /**
   * A stack that stands in an account, and is not wanted there.
   *
   * @param stack as it was declared when it was brought
   * @param brought the release that brought it last
   * @param why why it is not wanted, in words
   * @param disposal what is to become of it
   */
  record Orphan(Manifest.Stack stack, Release brought, String why, Disposal disposal) {
    boolean deleted() {
      return disposal == Disposal.DELETE;
    }
  }

  /** The orphan that a row of the inventory is under the release; empty when it is none. */
  Optional<Orphan> find(Release release, Holding holding, Traits traits) {
    if (release.places(holding.stack(), holding.account(), traits)) {
      return Optional.empty();
    }
    Optional<Release> brought = holding.release().flatMap(releases::find);
    Optional<Manifest.Stack> then =
        brought.flatMap(before -> before.manifest().stack(holding.stack()));
    Optional<Manifest.Stack> now = release.manifest().stack(holding.stack());
    return then.map(
        stack ->
            new Orphan(
                stack,
                brought.get(),
                now.isPresent() ? "it no longer belongs into this account" : "it left the manifest",
                Disposal.of(stack, now)));
  }

  /**
   * What is planned for the orphans of one account.
   *
   * @param whole whether every account is looked at: only then can it be told how many deletions
   *     there are, so only then is anything deleted
   */
  List<Planner.Planned> plan(
      Release release, AccountId account, Traits traits, List<Holding> holdings, boolean whole) {
    List<Planner.Planned> planned = new ArrayList<>();
    for (Holding holding : holdings) {
      find(release, holding, traits)
          .ifPresent(
              orphan ->
                  planned.add(
                      new Planner.Planned(
                          account,
                          traits,
                          new Stage(Stage.REMOVALS, orphan.stack),
                          0,
                          note(orphan, whole))));
    }
    return planned;
  }

  /** Why an orphan stays; empty when it is deleted. */
  private static Optional<String> note(Orphan orphan, boolean whole) {
    return switch (orphan.disposal) {
      case RETAIN -> Optional.of("orphaned, kept: " + orphan.why);
      case DELETE ->
          whole
              ? Optional.empty()
              : Optional.of("orphaned, deleted by the next sweep: " + orphan.why);
    };
  }
}
