package dev.fleetaccess.ledger;

import dev.fleetaccess.release.CommitId;
import java.util.Objects;
import java.util.Optional;

/**
 * Which release an account should have: the one function that joins, sweeps and re-runs ask, so
 * that none of them carries a release past its stages or a halt. Pure.
 *
 * @param pointers which release is being brought and which one is there
 * @param candidate the rollout that brings the candidate; empty when there is none
 */
public record Grants(Pointers pointers, Optional<Rollout> candidate) {
  public Grants {
    Objects.requireNonNull(pointers);
    Objects.requireNonNull(candidate);
  }

  /**
   * The release that an account should have of a stack.
   *
   * @param stage the stage of the candidate's rollout that the stack belongs to; empty when the
   *     candidate has no such stack
   * @param written what the candidate's rollout did there
   * @return empty when nothing may be brought there until a person says so
   */
  public Optional<CommitId> of(Optional<Integer> stage, Optional<Entry> written) {
    Optional<CommitId> current = pointers.current().map(Pointers.Pointer::release);
    if (pointers.candidate().isEmpty() || candidate.isEmpty()) {
      return current;
    }
    Optional<CommitId> brought = pointers.candidate().map(Pointers.Pointer::release);
    if (written.filter(Grants::wasWritten).isPresent()) {
      return brought;
    }
    boolean halted = candidate.get().state() == Rollout.State.HALTED;
    boolean begun =
        candidate.get().state() == Rollout.State.RUNNING
            && stage.filter(own -> own <= candidate.get().stage()).isPresent();
    if (begun) {
      return brought;
    }
    return current.isPresent() || halted ? current : brought;
  }

  /** Where the candidate failed it is not brought again before a person says so. */
  private static boolean wasWritten(Entry entry) {
    boolean underWay =
        !entry.state().ended()
            && (entry.attempt().token().isPresent() || entry.attempt().proofs() > 0);
    return entry.state() == Entry.State.CONVERGED || underWay;
  }
}
