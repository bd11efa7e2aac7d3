package dev.fleetaccess.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrantsTest {
  private static final CommitId OLD = new CommitId("a".repeat(40));
  private static final CommitId NEW = new CommitId("b".repeat(40));
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final Optional<CommitId> NOTHING = Optional.empty();
  private static final Optional<Entry> UNWRITTEN = Optional.empty();
  private static final int OWN_STAGE = 2;

  @ParameterizedTest(name = "{3}")
  @MethodSource
  void anAccountIsGrantedOneRelease(
      Grants grants, Optional<Entry> written, Optional<CommitId> expected, String reason) {
    assertThat(grants.of(Optional.of(OWN_STAGE), written)).as(reason).isEqualTo(expected);
  }

  static Stream<Arguments> anAccountIsGrantedOneRelease() {
    return Stream.of(
        row(nobody(), UNWRITTEN, NOTHING, "nothing was ever released"),
        row(finished(), UNWRITTEN, Optional.of(OLD), "there is only the current one"),
        row(
            brought(true, Rollout.State.RUNNING, 1),
            UNWRITTEN,
            Optional.of(OLD),
            "its stage has not begun"),
        row(
            brought(true, Rollout.State.RUNNING, 2),
            UNWRITTEN,
            Optional.of(NEW),
            "its stage has begun"),
        row(
            brought(true, Rollout.State.HALTED, 2),
            UNWRITTEN,
            Optional.of(OLD),
            "halted: no further than it came"),
        row(
            brought(true, Rollout.State.HALTED, 2),
            entry(Entry.State.CONVERGED, Optional.of("token")),
            Optional.of(NEW),
            "halted, but it has it already"),
        row(
            brought(true, Rollout.State.HALTED, 2),
            entry(Entry.State.SENT, Optional.of("token")),
            Optional.of(NEW),
            "halted, but it is being written"),
        row(
            brought(true, Rollout.State.HALTED, 2),
            entry(Entry.State.FAILED, Optional.of("token")),
            Optional.of(OLD),
            "halted, and it failed there"),
        row(
            brought(false, Rollout.State.RUNNING, 0),
            UNWRITTEN,
            Optional.of(NEW),
            "before anything ever finished the candidate is all there is"),
        row(
            brought(false, Rollout.State.HALTED, 2),
            UNWRITTEN,
            NOTHING,
            "nothing ever finished, and the candidate halted"));
  }

  private static Arguments row(
      Grants grants, Optional<Entry> written, Optional<CommitId> expected, String reason) {
    return Arguments.of(grants, written, expected, reason);
  }

  private static Grants nobody() {
    return new Grants(Pointers.NONE, Optional.empty());
  }

  private static Grants finished() {
    return new Grants(
        new Pointers(1, Optional.empty(), pointer(OLD), Optional.empty(), Duration.ofHours(24)),
        Optional.empty());
  }

  private static Grants brought(boolean after, Rollout.State state, int stage) {
    var rollout =
        new Rollout(
            "release-b",
            Rollout.Kind.RELEASE,
            NEW,
            new Scope.Everyone(),
            false,
            "push",
            state,
            1,
            stage,
            Listing.NONE,
            "",
            true,
            NOW,
            NOW,
            NOW);
    Optional<Pointers.Pointer> current = after ? pointer(OLD) : Optional.empty();
    return new Grants(
        new Pointers(1, pointer(NEW), current, Optional.empty(), Duration.ofHours(24)),
        Optional.of(rollout));
  }

  private static Optional<Pointers.Pointer> pointer(CommitId release) {
    return Optional.of(new Pointers.Pointer(release, "release-" + release.brief()));
  }

  private static Optional<Entry> entry(Entry.State state, Optional<String> token) {
    return Optional.of(
        Entry.of("release-b", NEW, new AccountId("333333333333"), "FleetAccess-Spoke", NOW)
            .stage(OWN_STAGE)
            .state(state)
            .attempt(new Attempt(1, 0, 0, token))
            .calls(5)
            .listed(true)
            .done());
  }
}
