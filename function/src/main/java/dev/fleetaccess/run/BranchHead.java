package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Keeps in the ledger why the branch's head is not what accounts have, for as long as it is the
 * head: that it was refused, or rolled back. Whoever pushed asks the ledger what came of it. Of two
 * who look at a time the slower may leave what is no longer so; the next look, a day later at most,
 * puts it right.
 */
final class BranchHead {
  private final Rollouts rollouts;
  private final Telling telling;
  private final InstantSource clock;

  BranchHead(Rollouts rollouts, Telling telling, InstantSource clock) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.telling = Objects.requireNonNull(telling);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * The branch's head is refused. Written and told once a commit, however often somebody looks: the
   * time is that of the first.
   *
   * @param stood what the ledger has
   */
  void refused(CommitId head, List<Finding> findings, Rollouts.Overview stood) {
    movedOn(head, stood);
    if (stood.refusal().filter(refusal -> refusal.release().equals(head)).isEmpty()) {
      var refusal = new Refusal(head, clock.instant());
      rollouts.refuse(refusal);
      telling.refused(refusal, findings, stood.pointers());
    }
  }

  /**
   * The branch's head is known or good.
   *
   * @param stood what the ledger has
   */
  void accepted(CommitId head, Rollouts.Overview stood) {
    movedOn(head, stood);
    stood.refusal().ifPresent(rollouts::lift);
  }

  /** A commit that was named is found good, wherever the branch points. */
  void named(CommitId commit, Rollouts.Overview stood) {
    stood.refusal().filter(refusal -> refusal.release().equals(commit)).ifPresent(rollouts::lift);
  }

  /**
   * What was rolled back is forgotten when its rollback has ended, which goes by it. Somebody else
   * who moves the pointers meanwhile leaves it to the next look.
   */
  private void movedOn(CommitId head, Rollouts.Overview stood) {
    boolean elsewhere =
        stood
            .pointers()
            .undone()
            .filter(undone -> !undone.release().equals(head))
            .filter(undone -> stood.open().stream().noneMatch(open -> concerns(open, undone)))
            .isPresent();
    if (elsewhere) {
      rollouts.move(stood.pointers().pastUndone());
    }
  }

  private static boolean concerns(Rollouts.Open open, Pointers.Pointer undone) {
    return open.id().equals(undone.rollout()) || open.id().equals(Undoing.id(undone.rollout()));
  }
}
