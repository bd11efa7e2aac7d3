package dev.fleetaccess.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeAccess;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.SampleReleases;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemovalTest {
  private static final AccountId ACCOUNT = new AccountId("333333333301");
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final Digest DIGEST = new Digest("ab".repeat(32));
  private static final Optional<Applied> OURS = recorded("ours");
  private static final Optional<Applied> UNKNOWN = Optional.empty();
  private static final Attempt FIRST = Attempt.FIRST;
  private static final Attempt BEGUN =
      Attempt.FIRST.on(new Course(Course.Kind.REMOVING, ""), Optional.of("token"));

  private final FakeClock clock = new FakeClock();
  private final FakeStacks stacks = new FakeStacks(clock, Duration.ofSeconds(20));
  private final Removal removal =
      new Removal(stacks, new Patience(Duration.ofSeconds(30), new SplittableRandom(1)));
  private final Release release = SampleReleases.release(SampleReleases.commit('a'));
  private final RoleStack stood = release.stack(SPOKE, ACCOUNT);
  private final Session session = entered();

  @ParameterizedTest(name = "{0}, {1}: {3} because {4}")
  @MethodSource
  void whatIsDone(
      StackState found,
      Attempt attempt,
      Optional<Applied> recorded,
      Class<? extends RemovalAction> action,
      String reason) {
    assertThat(Removal.decide(found, attempt, recorded)).as(reason).isInstanceOf(action);
  }

  static Stream<Arguments> whatIsDone() {
    var absent = new StackState.Absent();
    var busy = new StackState.Busy("ours", "UPDATE_IN_PROGRESS");
    var stuck = broken("ours", "UPDATE_ROLLBACK_FAILED", false);
    return Stream.of(
        row(absent, FIRST, OURS, RemovalAction.Gone.class, "somebody was quicker"),
        row(absent, BEGUN, OURS, RemovalAction.Gone.class, "our deletion has ended"),
        row(busy, FIRST, OURS, RemovalAction.Wait.class, "two at a time get in each other's way"),
        row(busy, BEGUN, OURS, RemovalAction.Wait.class, "our deletion goes on"),
        row(settled(true), FIRST, OURS, RemovalAction.Delete.class, "it is ours"),
        row(settled(true), FIRST, UNKNOWN, RemovalAction.Delete.class, "its tags say it is ours"),
        row(settled(false), FIRST, OURS, RemovalAction.Refuse.class, "somebody took our tags off"),
        row(settled(true), BEGUN, OURS, RemovalAction.GiveUp.class, "it would go on for ever"),
        row(stuck, FIRST, OURS, RemovalAction.Delete.class, "it is the stack that we brought"),
        row(stuck, FIRST, UNKNOWN, RemovalAction.Refuse.class, "nothing says that it is ours"),
        row(stuck, FIRST, recorded("other"), RemovalAction.Refuse.class, "it is another's"),
        row(
            broken("ours", "DELETE_FAILED", false),
            FIRST,
            OURS,
            RemovalAction.Delete.class,
            "somebody else's deletion stuck, and ours may not"),
        row(
            broken("other", "ROLLBACK_COMPLETE", true),
            FIRST,
            OURS,
            RemovalAction.Delete.class,
            "nothing of it ever lived"),
        row(
            broken("ours", "DELETE_FAILED", false),
            BEGUN,
            OURS,
            RemovalAction.GiveUp.class,
            "our own deletion stuck"));
  }

  @Test
  void aStackIsDeletedAndIsGone() {
    stacks.put(ACCOUNT, stood, "UPDATE_COMPLETE");

    Outcome first = visit(FIRST, false);

    assertThat(first).isInstanceOf(Outcome.Again.class);
    clock.advance(Duration.ofSeconds(30));
    assertThat(visit(((Outcome.Again) first).next(), false)).isEqualTo(new Outcome.Removed());
    assertThat(stacks.find(ACCOUNT, SPOKE)).isEmpty();
  }

  @Test
  void aDeletionThatSticksFailsAndIsNotForced() {
    stacks.put(ACCOUNT, stood, "UPDATE_COMPLETE");
    stacks.block(ACCOUNT, SPOKE, Set.of("Spoke"));

    var first = (Outcome.Again) visit(FIRST, false);
    clock.advance(Duration.ofSeconds(30));

    assertThat(visit(first.next(), false))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.ROLLED_BACK);
              assertThat(failed.failure().message()).contains("DELETE_FAILED");
            });
    assertThat(stacks.writes()).hasSize(1);
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
    stacks.put(ACCOUNT, stood, "UPDATE_COMPLETE");

    assertThat(visit(FIRST, true)).isEqualTo(new Outcome.Previewed("delete"));
    assertThat(stacks.writes()).isEmpty();
  }

  private static Session entered() {
    var access = new FakeAccess();
    access.allow(ACCOUNT, "Access");
    return access.enter(ACCOUNT, "Access", new SessionTerms("removal", "{}"));
  }

  private Outcome visit(Attempt attempt, boolean dryRun) {
    var wanted = new Wanted(release, SPOKE, ACCOUNT, Traits.NONE, false);
    return removal.visit(
        session, stood, attempt, OURS, new Reconciler.Mode("sweep-1", dryRun, wanted));
  }

  private static Arguments row(
      StackState found,
      Attempt attempt,
      Optional<Applied> recorded,
      Class<? extends RemovalAction> action,
      String reason) {
    return Arguments.of(found, attempt, recorded, action, reason);
  }

  private static StackState settled(boolean tagged) {
    return new StackState.Settled(
        "ours",
        "UPDATE_COMPLETE",
        tagged ? Optional.of(DIGEST) : Optional.empty(),
        FakeClock.START);
  }

  private static StackState broken(String id, String status, boolean neverCreated) {
    return new StackState.Broken(id, status, neverCreated);
  }

  private static Optional<Applied> recorded(String id) {
    return Optional.of(new Applied(DIGEST, id, FakeClock.START));
  }
}
