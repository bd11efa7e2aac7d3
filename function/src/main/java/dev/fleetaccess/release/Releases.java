package dev.fleetaccess.release;

import java.util.List;
import java.util.Optional;

/** The releases that have been read, kept as they were read. */
public interface Releases {
  /**
   * Keeps a release with what was found. One that is kept already stays as it is, unless it was
   * refused: nothing was made of it, and it may have been examined anew.
   */
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
