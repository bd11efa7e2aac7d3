package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Grants;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Needs;
import dev.fleetaccess.release.Release;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Asks for each account which release it should have. What the candidate's rollout did is read once
 * and only where there is a candidate and somebody else's rollout asks. Of a release that cannot be
 * read any more no wave has begun.
 */
final class Granter {
  private final Grants grants;
  private final Optional<Planner> planner;
  private final Set<String> written;
  private final Needs needs;

  private Granter(Grants grants, Optional<Planner> planner, Set<String> written, Needs needs) {
    this.needs = Objects.requireNonNull(needs);
    this.grants = grants;
    this.planner = planner;
    this.written = written;
  }

  /** For one look at one rollout. */
  static Granter of(Rollout asking, Pointers pointers, Ledger ledger, ReleaseShelf releases) {
    var written = new HashSet<String>();
    Needs needs =
        Stream.of(pointers.current(), pointers.candidate())
            .flatMap(Optional::stream)
            .flatMap(pointer -> releases.find(pointer.release()).stream())
            .map(release -> release.manifest().needs())
            .reduce(Needs.NOTHING, Needs::and);
    if (asking.kind() == Rollout.Kind.RELEASE || pointers.candidate().isEmpty()) {
      var grants = new Grants(pointers, Optional.empty(), Optional.empty());
      return new Granter(grants, Optional.empty(), written, needs);
    }
    Pointers.Pointer pointer = pointers.candidate().get();
    Optional<Release> release = releases.find(pointer.release());
    ledger
        .items()
        .each(
            pointer.rollout(),
            entry -> {
              if (Grants.wrote(entry)) {
                written.add(key(entry.account(), entry.stack()));
              }
            });
    var grants =
        new Grants(
            pointers,
            ledger.rollouts().find(pointer.rollout()),
            release.map(candidate -> Itinerary.waved(candidate.manifest())));
    return new Granter(grants, release.map(Planner::new), written, needs);
  }

  /** What has to be known of accounts, whichever release they are granted. */
  Needs needs() {
    return needs;
  }

  /** The release that the account should have of the stack. */
  Optional<CommitId> release(Rollout asking, Planner.Planned planned) {
    if (asking.kind() == Rollout.Kind.RELEASE) {
      return Optional.of(asking.release());
    }
    String stack = planned.stage().stack().name();
    Optional<Grants.Place> own =
        planner
            .flatMap(candidate -> candidate.place(planned.account(), planned.traits(), stack))
            .map(place -> new Grants.Place(place.stage().index(), place.wave()));
    return grants.of(own, written.contains(key(planned.account(), stack)));
  }

  private static String key(AccountId account, String stack) {
    return account + "#" + stack;
  }
}
