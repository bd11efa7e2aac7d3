package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Grants;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import java.util.Objects;
import java.util.Optional;

/**
 * What an item should bring by now. A join, re-run or sweep is planned at one moment and delivered
 * at another; a release that came in between must not be taken back.
 */
final class CurrentGrant {
  private final RolloutWatch rollouts;
  private final Items items;
  private final ReleaseShelf releases;

  CurrentGrant(RolloutWatch rollouts, Items items, ReleaseShelf releases) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.items = Objects.requireNonNull(items);
    this.releases = Objects.requireNonNull(releases);
  }

  /**
   * The release that the item should bring.
   *
   * @param traits what is known of its account
   * @return its own where its rollout brings a release, or where it has begun to write; empty when
   *     nothing may be brought
   */
  Optional<CommitId> of(WorkItem item, Traits traits, Rollout rollout) {
    if (rollout.kind() == Rollout.Kind.RELEASE || item.attempt().begun()) {
      return Optional.of(item.release());
    }
    Pointers pointers = rollouts.pointers();
    Optional<Pointers.Pointer> candidate = pointers.candidate();
    if (candidate.isEmpty()) {
      return new Grants(pointers, Optional.empty(), Optional.empty()).of(Optional.empty(), false);
    }
    Pointers.Pointer pointer = candidate.get();
    Optional<Release> release = releases.find(pointer.release());
    boolean written =
        items
            .find(pointer.rollout(), item.account(), item.stack())
            .filter(Grants::wrote)
            .isPresent();
    Optional<Grants.Place> own =
        release
            .map(Planner::new)
            .flatMap(planner -> planner.place(item.account(), traits, item.stack()))
            .map(place -> new Grants.Place(place.stage().index(), place.wave()));
    return new Grants(
            pointers,
            rollouts.look(pointer.rollout()),
            release.map(bringing -> Itinerary.waved(bringing.manifest())))
        .of(own, written);
  }
}
