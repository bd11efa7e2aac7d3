package dev.fleetaccess.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.SampleReleases;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrantsTest {
  private static final CommitId OLD = new CommitId("a".repeat(40));
  private static final CommitId NEW = new CommitId("b".repeat(40));
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final Optional<CommitId> NOTHING = Optional.empty();
  private static final boolean WRITTEN = true;
  private static final boolean UNWRITTEN = false;
  private static final boolean AFTER = true;
  private static final boolean FIRST = false;
  private static final int SPOKES = 2;
  private static final Grants.Place CANARY = new Grants.Place(SPOKES, 0);
  private static final Grants.Place LATER = new Grants.Place(SPOKES, 1);

  /** Hub, organization, then spokes in two waves, the second of which waits for approval. */
  private static final Itinerary ITINERARY = Itinerary.waved(manifest());

  @ParameterizedTest(name = "{4}")
  @MethodSource
  void anAccountIsGrantedOneRelease(
      Grants grants,
      Grants.Place own,
      boolean written,
      Optional<CommitId> expected,
      String reason) {
    assertThat(grants.of(Optional.of(own), written)).as(reason).isEqualTo(expected);
  }

  static Stream<Arguments> anAccountIsGrantedOneRelease() {
    Optional<CommitId> before = Optional.of(OLD);
    Optional<CommitId> brought = Optional.of(NEW);
    return Stream.of(
        row(nobody(), CANARY, UNWRITTEN, NOTHING, "nothing was ever released"),
        row(finished(), CANARY, UNWRITTEN, before, "there is only the current one"),
        row(at(AFTER, running(1, 0)), CANARY, UNWRITTEN, before, "its stage has not begun"),
        row(at(AFTER, running(2, 0)), CANARY, UNWRITTEN, brought, "its wave has begun"),
        row(at(AFTER, running(2, 0)), LATER, UNWRITTEN, before, "its wave has not begun"),
        row(at(AFTER, running(2, 0)), LATER, WRITTEN, brought, "it has it already"),
        row(
            at(AFTER, in(Rollout.State.WAITING, 2, 1, 0)),
            LATER,
            UNWRITTEN,
            before,
            "its wave waits for approval"),
        row(
            at(AFTER, in(Rollout.State.RUNNING, 2, 1, 0)),
            LATER,
            UNWRITTEN,
            before,
            "its wave is about to wait for approval"),
        row(
            at(AFTER, in(Rollout.State.WAITING, 2, 1, 0)),
            CANARY,
            UNWRITTEN,
            brought,
            "its wave was before the one that waits"),
        row(
            at(AFTER, in(Rollout.State.RUNNING, 2, 1, 4)),
            LATER,
            UNWRITTEN,
            brought,
            "its wave was approved"),
        row(at(AFTER, halted(2, 0)), CANARY, UNWRITTEN, before, "halted: no further than it came"),
        row(at(AFTER, halted(2, 0)), CANARY, WRITTEN, brought, "halted, but it has it already"),
        row(
            at(AFTER, in(Rollout.State.ROLLED_BACK, 2, 0, 0)),
            CANARY,
            UNWRITTEN,
            before,
            "it is about to be rolled back"),
        row(
            at(AFTER, in(Rollout.State.CLAIMING, 2, 0, 0)),
            CANARY,
            UNWRITTEN,
            before,
            "it has not begun"),
        row(
            at(FIRST, running(0, 0)),
            CANARY,
            UNWRITTEN,
            NOTHING,
            "the first release has not come to it either"),
        row(at(FIRST, running(2, 0)), CANARY, UNWRITTEN, brought, "the first release came to it"),
        row(
            at(FIRST, halted(2, 0)),
            CANARY,
            UNWRITTEN,
            NOTHING,
            "nothing ever finished, and the candidate halted"));
  }

  @Test
  void aStackThatTheCandidateDoesNotHaveComesOfTheCurrentRelease() {
    assertThat(at(AFTER, running(2, 1)).of(Optional.empty(), UNWRITTEN)).contains(OLD);
  }

  @ParameterizedTest(name = "{0}, token {1}: {2}")
  @MethodSource
  void whatAnItemWroteIsNotTakenBack(Entry.State state, boolean token, boolean wrote) {
    var entry =
        Entry.of("release-b", NEW, new AccountId("333333333333"), "FleetAccess-Spoke", NOW)
            .state(state)
            .attempt(token ? Attempt.FIRST.wrote("token") : Attempt.FIRST.at(1))
            .done();

    assertThat(Grants.wrote(entry)).isEqualTo(wrote);
  }

  static Stream<Arguments> whatAnItemWroteIsNotTakenBack() {
    return Stream.of(
        Arguments.of(Entry.State.CONVERGED, true, true),
        Arguments.of(Entry.State.CONVERGED, false, true),
        Arguments.of(Entry.State.SENT, true, true),
        Arguments.of(Entry.State.SENT, false, false),
        Arguments.of(Entry.State.PLANNED, false, false),
        Arguments.of(Entry.State.FAILED, true, false),
        Arguments.of(Entry.State.NOT_STARTED, false, false));
  }

  private static Arguments row(
      Grants grants,
      Grants.Place own,
      boolean written,
      Optional<CommitId> expected,
      String reason) {
    return Arguments.of(grants, own, written, expected, reason);
  }

  private static Manifest manifest() {
    var files = SampleReleases.templates();
    files.merge(
        "fleet.yaml",
        "",
        (text, none) ->
            text.replace(
                "waves: [{percent: 100}]",
                "waves: [{percent: 10}, {percent: 100, approve: true}]"));
    return SampleReleases.release(NEW, Map.copyOf(files)).manifest();
  }

  private static Grants nobody() {
    return new Grants(Pointers.NONE, Optional.empty(), Optional.empty());
  }

  private static Grants finished() {
    return new Grants(pointers(Optional.empty(), pointer(OLD)), Optional.empty(), Optional.empty());
  }

  private static Grants at(boolean after, Rollout rollout) {
    Optional<Pointers.Pointer> current = after ? pointer(OLD) : Optional.empty();
    return new Grants(
        pointers(pointer(NEW), current), Optional.of(rollout), Optional.of(ITINERARY));
  }

  private static Rollout running(int stage, int wave) {
    return in(Rollout.State.RUNNING, stage, wave, 0);
  }

  private static Rollout halted(int stage, int wave) {
    return in(Rollout.State.HALTED, stage, wave, 0);
  }

  private static Rollout in(Rollout.State state, int stage, int wave, int approved) {
    return Rollout.of("release-b", Rollout.Kind.RELEASE, NEW, new Scope.Everyone(), NOW)
        .state(state)
        .stage(stage)
        .wave(wave)
        .approved(approved)
        .done();
  }

  private static Pointers pointers(
      Optional<Pointers.Pointer> candidate, Optional<Pointers.Pointer> current) {
    return new Pointers(
        1,
        candidate,
        current,
        Optional.empty(),
        Optional.empty(),
        Duration.ofHours(24),
        Optional.empty());
  }

  private static Optional<Pointers.Pointer> pointer(CommitId release) {
    return Optional.of(new Pointers.Pointer(release, "release-" + release.brief()));
  }
}
