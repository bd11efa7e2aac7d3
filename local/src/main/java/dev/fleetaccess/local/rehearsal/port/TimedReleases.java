package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.Releases;
import java.util.List;
import java.util.Optional;

/** The releases behind the calls that the table's adapter makes. */
record TimedReleases(Releases stored, Effects effects) implements Releases {
  /**
   * A look, a row for each file, and last the row that makes a release of them, as the adapter
   * does. The files of a commit are always the same, so that only that row shows.
   */
  @Override
  public void put(ReleaseSource source, List<Finding> findings) {
    String release = "release " + source.commit().brief();
    Optional<Kept> there =
        effects.call(
            TimedLedger.call("GetItem", release),
            () -> stored.get(source.commit()),
            found -> found.isPresent() ? "found" : "none");
    if (there.filter(kept -> !kept.refused()).isPresent()) {
      return;
    }
    source
        .files()
        .keySet()
        .forEach(file -> effects.run(TimedLedger.call("PutItem", release + " " + file), () -> {}));
    effects.call(
        TimedLedger.call("PutItem", release),
        () -> {
          boolean quicker = there.isEmpty() && stored.get(source.commit()).isPresent();
          if (!quicker) {
            stored.put(source, findings);
          }
          return !quicker;
        },
        String::valueOf);
  }

  @Override
  public Optional<Kept> get(CommitId commit) {
    return effects.call(
        TimedLedger.call("Query", "release " + commit.brief()),
        () -> stored.get(commit),
        found -> found.isPresent() ? "found" : "none");
  }
}
