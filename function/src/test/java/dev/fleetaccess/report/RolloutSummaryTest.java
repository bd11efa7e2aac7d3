package dev.fleetaccess.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Proving;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutSummaryTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final CommitId COMMIT = new CommitId("a".repeat(40));
  private static final Rollout ROLLOUT =
      Rollout.of("release-aaaa", Rollout.Kind.RELEASE, COMMIT, new Scope.Everyone(), NOW)
          .by("push")
          .state(Rollout.State.FINISHED)
          .step(9)
          .stage(2)
          .open(false)
          .changed(NOW.plusSeconds(65))
          .done();

  @Test
  void aSentenceSaysWhatItCameTo() {
    var summary =
        RolloutSummary.of(
            ROLLOUT,
            List.of(
                entry("300000000001", Entry.State.CONVERGED, ""),
                entry("300000000002", Entry.State.CONVERGED, ""),
                failed("300000000003", "it is taken")));

    assertThat(summary.sentence())
        .isEqualTo("release-aaaa finished after 65 s: 2 converged, 1 failed");
    assertThat(summary.calls()).isEqualTo(15);
  }

  @Test
  void aDryRunSaysWhatWouldBeDone() {
    var summary =
        RolloutSummary.of(
            ROLLOUT,
            List.of(
                entry("300000000001", Entry.State.PREVIEWED, "update"),
                entry("300000000002", Entry.State.PREVIEWED, "update"),
                entry("300000000003", Entry.State.PREVIEWED, "nothing")));

    assertThat(summary.sentence()).endsWith("would do: 1 × nothing, 2 × update");
  }

  @Test
  void whatIsProvenAndWhatIsNotIsCounted() {
    var entered = new Proving(Optional.of(NOW), Optional.empty(), 1);
    var broken = new Proving(Optional.empty(), Optional.of("the hub could not enter"), 2);

    var summary =
        RolloutSummary.of(
            ROLLOUT,
            List.of(
                entry("300000000001", Entry.State.CONVERGED, "").proving(entered),
                entry("300000000002", Entry.State.CONVERGED, "").proving(entered),
                entry("300000000003", Entry.State.CONVERGED, "").proving(broken)));

    assertThat(summary.sentence()).endsWith(": 3 converged; 2 proven, 1 not");
    assertThat(summary.causes())
        .containsExactly("300000000003: not proven: the hub could not enter");
    assertThat(summary.calls()).as("without those of the proofs").isEqualTo(15);
    assertThat(summary.proofCalls()).isEqualTo(4);
  }

  @Test
  void theSlowestIsWhoTookLongestAndNotWhoCameLast() {
    var summary =
        RolloutSummary.of(
            ROLLOUT,
            List.of(
                lasting("300000000001", NOW, NOW.plusSeconds(50)),
                lasting("300000000002", NOW.plusSeconds(55), NOW.plusSeconds(60)),
                entry("300000000003", Entry.State.CONVERGED, "")));

    assertThat(summary.slowest()).map(Entry::account).contains(new AccountId("300000000001"));
    assertThat(summary.slowest().flatMap(Entry::took)).contains(Duration.ofSeconds(50));
  }

  private static Entry lasting(String account, Instant from, Instant until) {
    return entry(account, Entry.State.SENT, "")
        .begins(from)
        .begins(until)
        .ended(Entry.State.CONVERGED, "", Optional.empty(), 0, until);
  }

  @Test
  void failuresAreGroupedByCauseWithTheNextStep() {
    var summary =
        RolloutSummary.of(
            ROLLOUT,
            List.of(
                failed("300000000001", "it is taken"),
                failed("300000000002", "it is taken"),
                failed("300000000003", "no such thing"),
                entry("300000000004", Entry.State.REFUSED, "a person decides")));

    assertThat(summary.causes())
        .hasSize(3)
        .anySatisfy(
            cause ->
                assertThat(cause)
                    .startsWith("300000000001, 300000000002: ROLLBACK_COMPLETE: it is taken → ")
                    .endsWith(Failure.Kind.ROLLED_BACK.nextStep()))
        .contains("300000000004: a person decides");
  }

  private static Entry failed(String account, String message) {
    var failure = new Failure(Failure.Kind.ROLLED_BACK, "ROLLBACK_COMPLETE", message);
    return entry(account, Entry.State.SENT, "")
        .ended(Entry.State.FAILED, failure.code(), Optional.of(failure), 0, NOW);
  }

  private static Entry entry(String account, Entry.State state, String note) {
    return Entry.of("release-aaaa", COMMIT, new AccountId(account), "FleetAccess-Spoke", NOW)
        .stage(2)
        .state(state)
        .note(note)
        .calls(5)
        .listed(Optional.of(NOW))
        .done();
  }
}
