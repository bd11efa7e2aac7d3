package dev.fleetaccess.run;

import static dev.fleetaccess.run.FlowWorld.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A new account is waited for and an old one is not, whoever takes it up and by what. */
class SettlingInFlowTest {
  private static final AccountId NEW = member(900);
  private static final AccountId OLD = member(3);

  private final FlowWorld world = new FlowWorld(25);

  @Test
  void aNewAccountWhoseJoinFailedIsStillWaitedForWhenWhatFailedIsTakenUpAgain() {
    aJoinFailed();

    Reply reply = world.handle(new Trigger.Rerun(new Scope.Failed(), false, "ann"));
    world.deliverFor(Duration.ofMinutes(10));
    world.access.open(NEW);
    world.settle();

    assertThat(world.spokes(reply.rollout().orElseThrow()).get(NEW).state())
        .isEqualTo(Entry.State.CONVERGED);
  }

  @Test
  void aReleaseWaitsForANewAccountThatTheListingHasNotNamedYet() {
    aJoinFailed();
    world.organization.faults().always("accounts", FlowWorld.throttled());

    world.push(2, FlowWorld.CHANGED);
    world.handle(new Trigger.Pushed());
    world.deliverFor(Duration.ofMinutes(5));

    assertThat(world.spokes(world.rollout(2).id()).get(NEW))
        .as(String.join("\n", world.said))
        .satisfies(
            entry -> {
              assertThat(entry.listed()).as("named by the listing").isEmpty();
              assertThat(entry.attempt().visit()).as("visits").isPositive();
              assertThat(entry.state().ended()).isFalse();
            });
  }

  @Test
  void afterTheHourANewAccountThatStillRefusesIsDenied() {
    aJoinFailed();
    world.deliverFor(Duration.ofMinutes(60));

    assertThat(takenUpAgain(NEW).failure().orElseThrow().kind()).isEqualTo(Failure.Kind.DENIED);
  }

  @Test
  void anOldAccountThatIsNotReadyEndsAsDeniedAndIsNotWaitedForTheNextTime() {
    world.access.close(
        OLD, new Failure(Failure.Kind.NOT_READY, "OptInRequired", "it is not subscribed"));
    world.pushed(1, FlowWorld.AS_IT_IS);

    assertThat(takenUpAgain(OLD).failure().orElseThrow().kind()).isEqualTo(Failure.Kind.DENIED);

    Entry next = takenUpAgain(OLD);
    assertThat(next.failure().orElseThrow().kind()).isEqualTo(Failure.Kind.DENIED);
    assertThat(next.attempt().failures(Failure.Kind.NOT_READY)).isZero();
  }

  /** For a reason that has nothing to do with its age; then it refuses us as new accounts do. */
  private void aJoinFailed() {
    world.pushed(1, FlowWorld.AS_IT_IS);
    world.joins(NEW);
    world.access.close(NEW, new Failure(Failure.Kind.LIMIT, "LimitExceeded", "too many roles"));
    Reply reply = world.handle(new Trigger.AccountJoined(NEW));
    world.deliverFor(Duration.ofMinutes(2));
    assertThat(world.spokes(reply.rollout().orElseThrow()).get(NEW).state())
        .isEqualTo(Entry.State.FAILED);
    world.access.close(NEW, FlowWorld.denied());
  }

  private Entry takenUpAgain(AccountId id) {
    Reply reply = world.handle(new Trigger.Rerun(new Scope.Failed(), false, "ann"));
    world.settle();
    return world.spokes(reply.rollout().orElseThrow()).get(id);
  }
}
