package dev.fleetaccess.local.rehearsal.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What whoever pushed has to be able to read. */
class ToldTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final CommitId HEAD = new CommitId("b".repeat(40));
  private static final CommitId OLD = new CommitId("a".repeat(40));
  private static final String ROLLOUT = "release-bbbbbbbbbbbb";

  private final StoredRollouts rollouts = new StoredRollouts();

  @Test
  void aPushOfWhichThereIsNeitherRolloutNorRefusalIsLost() {
    rollouts.refuse(new Refusal(OLD, NOW));

    assertThat(objection()).contains("nobody is told what became of the push of bbbbbbb");
  }

  @Test
  void aRefusalTellsIt() {
    rollouts.refuse(new Refusal(HEAD, NOW));

    assertThat(objection()).isEmpty();
  }

  @Test
  void soDoesARolloutWhateverCameOfIt() {
    ended(Rollout.State.SUPERSEDED);

    assertThat(objection()).isEmpty();
  }

  @Test
  void whatWasRolledBackIsToldByThePointers() {
    ended(Rollout.State.ROLLED_BACK);
    assertThat(objection()).contains("nobody is told that " + ROLLOUT + " was rolled back");

    rollouts.move(Pointers.NONE.withCandidate(new Pointers.Pointer(HEAD, ROLLOUT)));
    assertThat(objection()).as("it is being brought again").isEmpty();
    rollouts.move(rollouts.pointers().undoing());
    assertThat(objection()).isEmpty();
    rollouts.move(rollouts.pointers().pastUndone());
    assertThat(objection()).isPresent();
  }

  private void ended(Rollout.State state) {
    Rollout rollout =
        Rollout.of(ROLLOUT, Rollout.Kind.RELEASE, HEAD, new Scope.Everyone(), NOW).done();
    rollouts.open(rollout);
    rollouts.step(rollout.closed(state, "", NOW));
  }

  private Optional<String> objection() {
    return Told.objection(HEAD, ROLLOUT, rollouts);
  }
}
