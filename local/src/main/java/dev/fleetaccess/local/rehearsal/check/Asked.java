package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.release.CommitId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What people asked for, as those know who asked: neither the ledger nor the functions tell it. */
public final class Asked {
  private final Map<String, Integer> resumed = new HashMap<>();
  private final Map<String, Integer> halted = new HashMap<>();
  private Optional<CommitId> wanted = Optional.empty();

  Asked() {}

  /** Somebody has a rollout go on, or agrees to what it waits for. */
  public void resumes(String rollout) {
    resumed.merge(rollout, 1, Integer::sum);
  }

  /** How often somebody had it go on. */
  int resumed(String rollout) {
    return resumed.getOrDefault(rollout, 0);
  }

  /** Somebody stops a rollout. */
  public void halts(String rollout) {
    halted.merge(rollout, 1, Integer::sum);
  }

  /** How often somebody stopped it. */
  int halted(String rollout) {
    return halted.getOrDefault(rollout, 0);
  }

  /** From now on everybody is meant to have that release. */
  public void wants(CommitId commit) {
    wanted = Optional.of(commit);
  }

  /** The release that everybody is meant to have; empty before the first was brought. */
  public Optional<CommitId> wanted() {
    return wanted;
  }
}
