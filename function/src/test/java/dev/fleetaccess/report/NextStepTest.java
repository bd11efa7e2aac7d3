package dev.fleetaccess.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
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

  private static final Pointers.Pointer IT = to("it", 'a');
  private static final Pointers.Pointer BEFORE = to("before", 'b');

  static Stream<Arguments> overtaken() {
    Pointers first = Pointers.NONE.withCandidate(IT);
    Pointers second = finished(BEFORE).withCandidate(IT);
    return Stream.of(
        Arguments.of("there is one to go back to", Rollout.Kind.RELEASE, second, "rollback"),
        Arguments.of("the first one ever can go on", Rollout.Kind.RELEASE, first, "resume"),
        Arguments.of("and says why not back", Rollout.Kind.RELEASE, first, "the first release"),
        Arguments.of(
            "a newer commit took its place, and would be what is taken back",
            Rollout.Kind.RELEASE,
            finished(BEFORE).withCandidate(to("newer", 'c')),
            ""),
        Arguments.of(
            "a newer commit has finished since",
            Rollout.Kind.RELEASE,
            finished(to("newer", 'c')),
            ""),
        Arguments.of(
            "what takes back stands where it goes back to",
            Rollout.Kind.ROLLBACK,
            finished(to("before", 'a')),
            "resume"),
        Arguments.of(
            "what takes back is over when something newer has begun",
            Rollout.Kind.ROLLBACK,
            finished(to("before", 'a')).withCandidate(to("newer", 'c')),
            ""),
        Arguments.of(
            "what takes back is over when something newer has finished",
            Rollout.Kind.ROLLBACK,
            finished(to("newer", 'c')),
            ""),
        Arguments.of("a look is asked for anew", Rollout.Kind.SWEEP, finished(BEFORE), "anew"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("overtaken")
  void whatWouldBeRefusedIsNotNamed(
      String reason, Rollout.Kind kind, Pointers pointers, String named) {
    String words =
        String.join(
            "\n", NextStep.of(rollout(kind, Rollout.State.HALTED), pointers, NextStep.Form.EVENT));

    assertThat(words.isEmpty()).isEqualTo(named.isEmpty());
    assertThat(words).contains(named);
    assertThat(words.contains("{\"rollback\":true}"))
        .isEqualTo(pointers.current().isPresent() && pointers.isCandidate("it"));
  }

  private static Pointers finished(Pointers.Pointer pointer) {
    return Pointers.NONE.withCandidate(pointer).finished(pointer, Duration.ofDays(1), START);
  }

  private static Pointers.Pointer to(String rollout, char commit) {
    return new Pointers.Pointer(new CommitId(String.valueOf(commit).repeat(40)), rollout);
  }

  private static Rollout rollout(Rollout.Kind kind, Rollout.State state) {
    return Rollout.of("it", kind, IT.release(), new Scope.Everyone(), START).state(state).done();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("states")
  void whatAPersonCanDoIsNamed(
      String reason, Rollout.Kind kind, Rollout.State state, String named) {
    Pointers pointers =
        kind == Rollout.Kind.ROLLBACK
            ? finished(to("before", 'a'))
            : finished(BEFORE).withCandidate(IT);

    String words =
        String.join("\n", NextStep.of(rollout(kind, state), pointers, NextStep.Form.EVENT));

    assertThat(words.isEmpty()).isEqualTo(named.isEmpty());
    assertThat(words).contains(named);
  }
}
