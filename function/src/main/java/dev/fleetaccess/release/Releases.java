package dev.fleetaccess.release;

import java.util.List;
import java.util.Optional;

/** The releases that have been read, kept as they were read. */
public interface Releases {
  /** Keeps a release with what was found; keeping it again changes nothing. */
  void put(ReleaseSource source, List<Finding> findings);

  /** The release of that commit as it was kept. */
  Optional<Kept> get(CommitId commit);

  /**
   * A release as it was kept.
   *
   * @param source what it is made of
   * @param findings what was found in it
   */
  record Kept(ReleaseSource source, List<Finding> findings) {
    public Kept {
      findings = List.copyOf(findings);
    }

    /** Whether a finding stops it. */
    public boolean refused() {
      return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
  }
}
