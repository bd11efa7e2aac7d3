package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.CommitId;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps in the ledger that the branch's head was refused, for as long as it is the head: whoever
 * pushed asks the ledger what came of it. Of two who look at a time the slower may leave what is no
 * longer so; the next look, a day later at most, puts it right.
 */
final class Refusals {
  private final Rollouts rollouts;
  private final InstantSource clock;

  Refusals(Rollouts rollouts, InstantSource clock) {
    this.rollouts = Objects.requireNonNull(rollouts);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * The branch's head is refused. Written once a commit, however often somebody looks: the time is
   * that of the first.
   *
   * @param stands what the ledger has of it
   */
  void refused(CommitId head, Optional<Refusal> stands) {
    if (stands.filter(refusal -> refusal.release().equals(head)).isEmpty()) {
      rollouts.refuse(new Refusal(head, clock.instant()));
    }
  }

  /** What was refused is no longer the branch's head, or was found good. */
  void over(Optional<Refusal> stands) {
    stands.ifPresent(rollouts::lift);
  }
}
