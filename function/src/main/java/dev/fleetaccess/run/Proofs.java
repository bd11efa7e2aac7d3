package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Proving;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.proof.BrokenLink;
import dev.fleetaccess.proof.Proof;
import dev.fleetaccess.proof.ProofPlan;
import dev.fleetaccess.proof.Prover;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.release.Release;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the hub enter a spoke that is right. A chain that is broken fails nothing: it is recorded
 * and said.
 */
final class Proofs {
  private final Prover prover;
  private final InstantSource clock;

  Proofs(Prover prover, InstantSource clock) {
    this.prover = Objects.requireNonNull(prover);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * What is known of a stack that is right.
   *
   * @param holding what the account has
   * @param proving what the item's proof came to
   * @param note how the stack stands, in words
   * @param again where the proof is to be tried again: how to come back
   */
  record Right(Holding holding, Proving proving, String note, Optional<Outcome.Again> again) {
    Right {
      Objects.requireNonNull(holding);
      Objects.requireNonNull(proving);
      Objects.requireNonNull(note);
      Objects.requireNonNull(again);
    }
  }

  /**
   * Proves a stack that is right, where that is wanted and due.
   *
   * @param holding what the account has, with what was last known of its proof
   * @param note how the stack stands
   */
  Right of(WorkItem item, Rollout rollout, Release release, Holding holding, String note) {
    if (!ProofPlan.concerns(release, item.stack())) {
      return new Right(
          holding.proving(Optional.empty(), Optional.empty()),
          Proving.NONE,
          note,
          Optional.empty());
    }
    Instant now = clock.instant();
    boolean brings = rollout.kind() == Rollout.Kind.RELEASE || rollout.kind() == Rollout.Kind.JOIN;
    boolean due =
        ProofPlan.due(
            holding.proven(),
            holding.broken().isPresent(),
            release.manifest().sweep().proof(),
            now);
    if (!brings && !item.attempt().begun() && !due) {
      return new Right(
          holding, new Proving(holding.proven(), Optional.empty(), 0), note, Optional.empty());
    }
    int walks = item.attempt().proofs();
    boolean fresh = rollout.kind() == Rollout.Kind.RELEASE || item.attempt().token().isPresent();
    Proof proof =
        prover.prove(
            release.manifest().hub(),
            item.account(),
            Entrance.sessionName(item.rollout()),
            fresh,
            walks);
    return switch (proof) {
      case Proof.Entered(int calls) ->
          new Right(
              holding.proving(Optional.of(now), Optional.empty()),
              new Proving(Optional.of(now), Optional.empty(), calls),
              note,
              Optional.empty());
      case Proof.Broken(BrokenLink link, int calls) ->
          prover
              .again(link, walks)
              .map(
                  wait ->
                      new Right(
                          holding,
                          new Proving(Optional.empty(), Optional.empty(), calls),
                          note,
                          Optional.of(
                              new Outcome.Again(
                                  wait,
                                  note + ", not proven yet: " + link.failure().code(),
                                  item.attempt().unproven()))))
              .orElseGet(() -> broken(holding, link, calls, note));
    };
  }

  private static Right broken(Holding holding, BrokenLink link, int calls, String note) {
    return new Right(
        holding.proving(holding.proven(), Optional.of(link.words())),
        new Proving(Optional.empty(), Optional.of(link.words()), calls),
        note + ", not proven: " + link.failure().message(),
        Optional.empty());
  }
}
