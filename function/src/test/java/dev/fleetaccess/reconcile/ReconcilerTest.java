package dev.fleetaccess.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeSession;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.SampleReleases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The visit after drift was put back, and what is told of visits. */
class ReconcilerTest {
  private static final AccountId ACCOUNT = new AccountId("333333333301");
  private static final String SPOKE = "FleetAccess-Spoke";

  private static final Course PUT_BACK =
      new Course(Course.Kind.REVERTED, "drift put back — spoke-001");

  /** Policies were taken off, which writes no stack. */
  private static final Attempt TAKEN_OFF = Attempt.FIRST.on(PUT_BACK, Optional.empty());

  /** Our change set wrote the stack. */
  private static final Attempt WRITTEN = Attempt.FIRST.on(PUT_BACK, Optional.of("our-change-set"));

  private static final Duration EARLIER = Duration.ofMinutes(5);

  private final FakeClock clock = new FakeClock();
  private final FakeStacks stacks = new FakeStacks(clock, Duration.ofSeconds(20));
  private final FakeRoles roles = new FakeRoles();
  private final List<String> observed = new ArrayList<>();
  private final Reconciler reconciler =
      new Reconciler(
          stacks,
          new FakeChangeSets(stacks, clock, Duration.ofSeconds(5)),
          roles,
          new Patience(Duration.ofSeconds(30), new SplittableRandom(1)),
          (action, outcome) -> observed.add(action + " " + outcome.getClass().getSimpleName()));
  private final Release release = SampleReleases.release(SampleReleases.commit('a'));
  private final RoleStack desired = release.stack(SPOKE, ACCOUNT);
  private final Session session = new FakeSession(ACCOUNT, "OrganizationAccountAccessRole");

  /** What the ledger knows of the stack that is found. */
  private enum Recorded {
    AS_FOUND,
    CHANGED_BEFORE,
    ANOTHER,
    NOTHING
  }

  @ParameterizedTest(name = "eager: {0}")
  @ValueSource(booleans = {false, true})
  void whoWatchesIsToldWhatWasDecidedAndWhatCameOfIt(boolean eager) {
    (eager ? reconciler.eager() : reconciler)
        .visit(
            session,
            desired,
            Attempt.FIRST,
            Optional.empty(),
            new Reconciler.Mode(
                "release-1", false, new Wanted(release, SPOKE, ACCOUNT, Traits.NONE, false)));

    assertThat(observed).containsExactly("Create[] Again");
  }

  @ParameterizedTest(name = "{0}, {1}: written {2} because {3}")
  @MethodSource
  void aStackThatWasWrittenMeanwhileIsBroughtBack(
      Attempt attempt, Recorded recorded, boolean written, String reason) {
    // Whoever updates a stack by hand keeps its tags, and our digest with them.
    var byHand =
        new RoleStack(
            SPOKE,
            desired.region(),
            "Resources: {}",
            desired.parameters(),
            desired.tags(),
            desired.digest());
    stacks.put(ACCOUNT, byHand, "UPDATE_COMPLETE");
    release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(role -> roles.put(ACCOUNT, role));

    Outcome outcome =
        reconciler.visit(
            session,
            desired,
            attempt,
            applied(recorded),
            new Reconciler.Mode(
                "drift-1", false, new Wanted(release, SPOKE, ACCOUNT, Traits.NONE, true)));

    assertThat(outcome)
        .as(reason)
        .isInstanceOf(written ? Outcome.Again.class : Outcome.Converged.class);
    assertThat(stacks.writes()).as(reason).hasSize(written ? 1 : 0);
  }

  static Stream<Arguments> aStackThatWasWrittenMeanwhileIsBroughtBack() {
    return Stream.of(
        row(TAKEN_OFF, Recorded.AS_FOUND, false, "nobody wrote it since it was right"),
        row(TAKEN_OFF, Recorded.CHANGED_BEFORE, true, "somebody updated it since it was right"),
        row(TAKEN_OFF, Recorded.ANOTHER, true, "somebody made it anew"),
        row(TAKEN_OFF, Recorded.NOTHING, false, "nothing says that it was ever otherwise"),
        row(WRITTEN, Recorded.CHANGED_BEFORE, false, "our own change set wrote it"));
  }

  @Test
  void whoImportsIntoAStackThatWeHaveJustPutBackIsNotTakenForUs() {
    stacks.put(ACCOUNT, desired, "IMPORT_COMPLETE");
    release.roles(SPOKE, ACCOUNT, Traits.NONE).forEach(role -> roles.put(ACCOUNT, role));

    Outcome outcome =
        reconciler.visit(
            session,
            desired,
            WRITTEN,
            applied(Recorded.CHANGED_BEFORE),
            new Reconciler.Mode(
                "drift-1", false, new Wanted(release, SPOKE, ACCOUNT, Traits.NONE, true)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.CONFLICT));
  }

  private static Arguments row(Attempt attempt, Recorded recorded, boolean written, String reason) {
    return Arguments.of(attempt, recorded, written, reason);
  }

  private Optional<Applied> applied(Recorded recorded) {
    FakeStack found = stacks.find(ACCOUNT, SPOKE).orElseThrow();
    Instant changed = found.changed();
    return switch (recorded) {
      case AS_FOUND -> Optional.of(new Applied(desired.digest(), found.id(), changed));
      case CHANGED_BEFORE ->
          Optional.of(new Applied(desired.digest(), found.id(), changed.minus(EARLIER)));
      case ANOTHER -> Optional.of(new Applied(desired.digest(), found.id() + "-before", changed));
      case NOTHING -> Optional.empty();
    };
  }
}
