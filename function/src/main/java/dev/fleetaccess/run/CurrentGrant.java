package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Grants;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.release.CommitId;
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
   * @return its own where its rollout brings a release, or where it has begun to write; empty when
   *     nothing may be brought
   */
  Optional<CommitId> of(WorkItem item, Rollout rollout) {
    if (rollout.kind() == Rollout.Kind.RELEASE || item.attempt().begun()) {
      return Optional.of(item.release());
    }
    Pointers pointers = rollouts.pointers();
    Optional<Pointers.Pointer> candidate = pointers.candidate();
    Optional<Rollout> bringing = candidate.flatMap(pointer -> rollouts.look(pointer.rollout()));
    Optional<Integer> stage = candidate.flatMap(pointer -> stage(pointer, item.stack()));
    Optional<Entry> written =
        candidate.flatMap(pointer -> items.find(pointer.rollout(), item.account(), item.stack()));
    return new Grants(pointers, bringing).of(stage, written);
  }

  private Optional<Integer> stage(Pointers.Pointer pointer, String stack) {
    return Stage.of(releases.get(pointer.release()).manifest()).stream()
        .filter(stage -> stage.stack().name().equals(stack))
        .map(Stage::index)
        .findFirst();
  }
}
