package dev.fleetaccess.release;

import dev.fleetaccess.fleet.Faults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Releases kept in memory. */
public final class InMemoryReleases implements Releases {
  private final Map<CommitId, Kept> kept = new HashMap<>();
  private final Faults faults = new Faults();

  /** What goes wrong: {@code put}, {@code get}. */
  public Faults faults() {
    return faults;
  }

  /** A release that an earlier version kept, and that this one finds an error in. */
  public synchronized void putUnreadable(CommitId commit, ReleaseSource like) {
    Map<String, String> files = new HashMap<>(like.files());
    files.merge(ReleaseSource.MANIFEST, "\nsince-forbidden: true\n", String::concat);
    var source = new ReleaseSource(commit, like.facts(), like.workerRoleArn(), files);
    kept.put(commit, new Kept(source, List.of()));
  }

  @Override
  public synchronized void put(ReleaseSource source, List<Finding> findings) {
    faults.check("put");
    Kept there = kept.get(source.commit());
    if (there == null || there.refused()) {
      kept.put(source.commit(), new Kept(source, findings));
    }
  }

  @Override
  public synchronized Optional<Kept> get(CommitId commit) {
    faults.check("get");
    return Optional.ofNullable(kept.get(commit));
  }
}
