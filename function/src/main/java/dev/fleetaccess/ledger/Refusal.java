package dev.fleetaccess.ledger;

import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.Objects;

/**
 * That the commit at the branch's head was refused. Why stands with its release.
 *
 * @param release the commit
 * @param when it was refused first
 */
public record Refusal(CommitId release, Instant when) {
  public Refusal {
    Objects.requireNonNull(release);
    Objects.requireNonNull(when);
  }
}
