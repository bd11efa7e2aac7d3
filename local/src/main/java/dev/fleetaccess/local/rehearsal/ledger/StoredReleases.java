package dev.fleetaccess.local.rehearsal.ledger;

import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.Releases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The releases that were read. */
public final class StoredReleases implements Releases {
  private final Map<CommitId, Kept> kept = new HashMap<>();

  @Override
  public void put(ReleaseSource source, List<Finding> findings) {
    Kept there = kept.get(source.commit());
    if (there == null || there.refused()) {
      kept.put(source.commit(), new Kept(source, findings));
    }
  }

  @Override
  public Optional<Kept> get(CommitId commit) {
    return Optional.ofNullable(kept.get(commit));
  }
}
