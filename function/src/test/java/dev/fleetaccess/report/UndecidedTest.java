package dev.fleetaccess.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollout.Kind;
import dev.fleetaccess.ledger.Rollout.State;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UndecidedTest {
  private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");
  private static final CommitId RELEASE = new CommitId("a".repeat(40));
  private static final Scope ALL = new Scope.Everyone();
  private static final Scope ONE = Scope.of(new AccountId("300000000001"));
  private static final Pointers STANDS = finished(RELEASE);

  static Stream<Arguments> pasts() {
    Rollout sweep = rollout("sweep-7", Kind.SWEEP, ALL, State.HALTED, Stage.REMOVALS);
    Rollout back = rollout("rollback-1", Kind.ROLLBACK, ALL, State.HALTED, 2);
    return Stream.of(
        Arguments.of("a sweep before deletions", STANDS, List.of(sweep), List.of("sweep-7")),
        Arguments.of("what takes a release back", STANDS, List.of(back), List.of("rollback-1")),
        Arguments.of(
            "a look that halted is asked for anew",
            STANDS,
            List.of(rollout("sweep-7", Kind.SWEEP, ALL, State.HALTED, 2)),
            List.of()),
        Arguments.of(
            "joins since do not hide it",
            STANDS,
            List.of(rollout("join", Kind.JOIN, ONE, State.FINISHED, 2), sweep),
            List.of("sweep-7")),
        Arguments.of(
            "the next sweep met the same deletions",
            STANDS,
            List.of(rollout("sweep-8", Kind.SWEEP, ALL, State.HALTED, Stage.REMOVALS), sweep),
            List.of("sweep-8")),
        Arguments.of(
            "a later look at everybody left nothing over",
            STANDS,
            List.of(rollout("sweep-8", Kind.SWEEP, ALL, State.FINISHED, 2), sweep, back),
            List.of()),
        Arguments.of(
            "one that wrote nothing settled nothing",
            STANDS,
            List.of(dry(rollout("sweep-8", Kind.SWEEP, ALL, State.FINISHED, 2)), sweep),
            List.of("sweep-7")),
        Arguments.of(
            "what is open is told by the overview",
            STANDS,
            List.of(sweep.but().open(true).done()),
            List.of()),
        Arguments.of(
            "something newer has finished",
            finished(new CommitId("b".repeat(40))),
            List.of(back),
            List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pasts")
  void whatHaltedIsToBeDecidedOnUntilSomethingSettledIt(
      String reason, Pointers pointers, List<Rollout> past, List<String> undecided) {
    assertThat(Undecided.of(past.stream(), pointers))
        .as(reason)
        .extracting(Rollout::id)
        .isEqualTo(undecided);
  }

  private static Rollout rollout(String id, Kind kind, Scope scope, State state, int stage) {
    return Rollout.of(id, kind, RELEASE, scope, START).state(state).stage(stage).open(false).done();
  }

  private static Rollout dry(Rollout rollout) {
    return rollout.but().dryRun(true).done();
  }

  private static Pointers finished(CommitId release) {
    var pointer = new Pointers.Pointer(release, "release-" + release.brief());
    return Pointers.NONE.withCandidate(pointer).finished(pointer, Duration.ofDays(1), START);
  }
}
