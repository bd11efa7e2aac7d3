package dev.fleetaccess.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NextStepTest {
  private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");

  static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of(
            "it waits for a person", Rollout.Kind.RELEASE, Rollout.State.WAITING, "\"resume\""),
        Arguments.of(
            "a release can be taken back", Rollout.Kind.RELEASE, Rollout.State.HALTED, "rollback"),
        Arguments.of(
            "what takes back can only go on",
            Rollout.Kind.ROLLBACK,
            Rollout.State.HALTED,
            "\"resume\""),
        Arguments.of(
            "what only looked is begun anew", Rollout.Kind.SWEEP, Rollout.State.HALTED, "anew"),
        Arguments.of("nobody is needed", Rollout.Kind.RELEASE, Rollout.State.RUNNING, ""),
        Arguments.of(
            "it is taken back already", Rollout.Kind.RELEASE, Rollout.State.ROLLED_BACK, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("states")
  void whatAPersonCanDoIsNamed(
      String reason, Rollout.Kind kind, Rollout.State state, String named) {
    Rollout rollout =
        Rollout.of("it", kind, new CommitId("a".repeat(40)), new Scope.Everyone(), START)
            .state(state)
            .done();

    String words = String.join("\n", NextStep.of(rollout));

    assertThat(words.isEmpty()).isEqualTo(named.isEmpty());
    assertThat(words).contains(named);
  }
}
