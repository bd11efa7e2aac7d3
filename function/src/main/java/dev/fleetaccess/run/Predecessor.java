package dev.fleetaccess.run;

import dev.fleetaccess.guard.Opinion;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a new release is held against: the one that finished last.
 *
 * @param commit its commit; empty when none has finished
 * @param release empty also where it cannot be read any more, as after an update of FleetAccess
 *     that finds an error in what an earlier version let pass
 */
record Predecessor(Optional<CommitId> commit, Optional<Release> release) {
  Predecessor {
    Objects.requireNonNull(commit);
    Objects.requireNonNull(release);
  }

  static Predecessor of(Pointers pointers, ReleaseShelf releases) {
    Optional<CommitId> commit = pointers.current().map(Pointers.Pointer::release);
    return new Predecessor(commit, commit.flatMap(releases::find));
  }

  /** The opinion, and that nothing could be compared where that is so. */
  Opinion told(Opinion opinion) {
    return commit
        .filter(there -> release.isEmpty())
        .map(
            there ->
                new Opinion(
                    Stream.concat(opinion.findings().stream(), Stream.of(unreadable(there)))
                        .toList(),
                    opinion.whole()))
        .orElse(opinion);
  }

  /** Whoever reads it decides: nobody else can tell whether access is widened. */
  private static Finding unreadable(CommitId commit) {
    return Finding.error(
            "current-unreadable",
            ReleaseSource.MANIFEST,
            1,
            "The release that stands, commit "
                + commit.brief()
                + ", cannot be read any more, so nothing tells whether this one widens access or"
                + " makes a role anew: compare the two commits, then allow it.")
        .about(commit.value());
  }
}
