package dev.fleetaccess.ledger;

import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.release.CommitId;
import java.util.Objects;
import java.util.Optional;

/**
 * Which release an account should have: the one function that joins, sweeps, re-runs and rollbacks
 * ask, so that none of them carries a release past its waves or a halt. Pure.
 *
 * @param pointers which release is being brought and which one is there
 * @param candidate the rollout that brings the candidate; empty when there is none
 * @param itinerary the legs of that rollout; empty when there is none
 */
public record Grants(
    Pointers pointers, Optional<Rollout> candidate, Optional<Itinerary> itinerary) {
  public Grants {
    Objects.requireNonNull(pointers);
    Objects.requireNonNull(candidate);
    Objects.requireNonNull(itinerary);
  }

  /**
   * The release that an account should have of a stack: the candidate where its rollout wrote it or
   * where its leg has begun and nothing halted; else the release that finished last.
   *
   * @param own the stage and wave of the account's stack in the candidate's rollout; empty when the
   *     candidate has no such stack there
   * @param written whether the candidate's rollout brought it there, or is about to
   * @return empty when nothing may be brought there yet
   */
  public Optional<CommitId> of(Optional<Place> own, boolean written) {
    Optional<CommitId> brought = pointers.candidate().map(Pointers.Pointer::release);
    boolean granted = brought.isPresent() && (written || own.filter(this::begun).isPresent());
    return granted ? brought : pointers.current().map(Pointers.Pointer::release);
  }

  private boolean begun(Place own) {
    if (candidate.isEmpty() || itinerary.isEmpty()) {
      return false;
    }
    Rollout rollout = candidate.get();
    return switch (rollout.state()) {
      case RUNNING, WAITING, FINISHED ->
          Itinerary.begun(
              itinerary.get().at(own.stage, own.wave),
              itinerary.get().at(rollout.stage(), rollout.wave()),
              rollout.approved());
      case CLAIMING, HALTED, SUPERSEDED, ROLLED_BACK -> false;
    };
  }

  /**
   * Whether an item of the candidate's rollout brought its release, or is in the middle of it.
   * Where it failed it is not brought again before a person says so.
   */
  public static boolean wrote(Entry entry) {
    boolean underWay =
        !entry.state().ended()
            && (entry.attempt().token().isPresent() || entry.attempt().proofs() > 0);
    return entry.state() == Entry.State.CONVERGED || underWay;
  }

  /**
   * Where a stack of an account stands in a rollout.
   *
   * @param stage its stage, from 0
   * @param wave its wave, from 0
   */
  public record Place(int stage, int wave) {}
}
