package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.CommitId;
import java.util.Optional;

/** Whoever pushed last can read in the ledger what came of it. Pure. */
public final class Told {
  private Told() {}

  /**
   * What is missing there, in words.
   *
   * @param head the commit that was pushed last
   * @param first the rollout that brings it first
   */
  public static Optional<String> objection(CommitId head, String first, Rollouts ledger) {
    Rollouts.Overview overview = ledger.overview();
    Pointers pointers = overview.pointers();
    Optional<Rollout> rollout = ledger.find(first);
    boolean refused = overview.refusal().map(Refusal::release).equals(Optional.of(head));
    if (rollout.isEmpty() && !refused) {
      return Optional.of("nobody is told what became of the push of " + head.brief());
    }
    boolean undone =
        rollout.filter(one -> one.state() == Rollout.State.ROLLED_BACK).isPresent()
            && pointers.candidate().isEmpty()
            && pointers.current().filter(to -> to.release().equals(head)).isEmpty();
    boolean said = pointers.undone().filter(to -> to.release().equals(head)).isPresent();
    return undone && !said
        ? Optional.of("nobody is told that " + first + " was rolled back")
        : Optional.empty();
  }
}
