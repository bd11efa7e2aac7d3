package dev.fleetaccess.run;

import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.Releases;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The releases at hand, read from the ledger once and kept: a release never changes. */
public final class ReleaseShelf {
  private static final int PLACES = 8;

  private final Releases releases;
  private final Map<CommitId, Release> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(PLACES * 2, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<CommitId, Release> eldest) {
              return size() > PLACES;
            }
          });

  public ReleaseShelf(Releases releases) {
    this.releases = Objects.requireNonNull(releases);
  }

  /**
   * The release of that commit.
   *
   * @throws IllegalStateException when the ledger has none: a rollout is opened only after its
   *     release was kept
   */
  public Release get(CommitId commit) {
    return find(commit)
        .orElseThrow(() -> new IllegalStateException("there is no release of " + commit));
  }

  /** The release of that commit; empty when there is none, or none that can be read any more. */
  Optional<Release> find(CommitId commit) {
    Release there = kept.get(commit);
    if (there != null) {
      return Optional.of(there);
    }
    Optional<Release> read =
        releases.get(commit).flatMap(found -> ReleaseReader.read(found.source()).release());
    read.ifPresent(release -> kept.put(commit, release));
    return read;
  }
}
