package dev.fleetaccess.run;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.CoverageCount;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.Release;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts the accounts that are covered, when something has ended that concerned many. It goes by
 * what every account has and not by the rollout: one that halted after three accounts leaves the
 * others what they had.
 */
final class Counting {
  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final Journal journal;

  Counting(Ledger ledger, ReleaseShelf releases, Journal journal) {
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.journal = Objects.requireNonNull(journal);
  }

  /** What cannot be counted fails nothing: the next sweep counts anew. */
  void after(Rollout closed) {
    if (closed.dryRun() || !concernsMany(closed.scope())) {
      return;
    }
    try {
      journal.counted(count(closed));
    } catch (RemoteFailure e) {
      journal.warning(
          "the accounts that are covered could not be counted",
          Map.of("rollout", closed.id(), "why", "" + e));
    }
  }

  private static boolean concernsMany(Scope scope) {
    return switch (scope) {
      case Scope.Everyone() -> true;
      case Scope.Touched(var undone) -> true;
      case Scope.Failed() -> true;
      case Scope.Accounts(var ids) -> false;
    };
  }

  private CoverageCount count(Rollout closed) {
    Pointers pointers = ledger.rollouts().overview().pointers();
    List<Release> wanted =
        Stream.of(pointers.current(), pointers.candidate())
            .flatMap(Optional::stream)
            .flatMap(pointer -> releases.find(pointer.release()).stream())
            .toList();
    var count = new CoverageCount(pointers, Coverage.Wanted.by(wanted));
    ledger.inventory().each(count::add);
    ledger.items().each(closed.id(), count::add);
    return count;
  }
}
