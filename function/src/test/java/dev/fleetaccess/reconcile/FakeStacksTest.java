package dev.fleetaccess.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeSession;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeStacksTest extends StacksContract {
  private static final Duration TAKES = Duration.ofSeconds(20);
  private static final AccountId ACCOUNT = new AccountId("300000000001");
  private static final RoleStack STACK =
      new RoleStack(
          "FleetAccess-Spoke",
          "us-east-1",
          "Resources: {}",
          Map.of(),
          Map.of(Digest.TAG, "33".repeat(32)),
          new Digest("33".repeat(32)));

  private final FakeClock clock = new FakeClock();
  private final FakeStacks stacks = new FakeStacks(clock, TAKES);
  private final FakeSession session = new FakeSession(ACCOUNT, "OrganizationAccountAccessRole");

  @Override
  protected Stacks port() {
    return stacks;
  }

  @Override
  protected Session session() {
    return session;
  }

  @Override
  protected void settle() {
    clock.advance(TAKES);
  }

  @Override
  protected void letCreationFail(Session in, RoleStack stack) {
    stacks.rollBackNext(in.account(), stack.name(), new Cause("Role", "it already exists"));
  }

  @Test
  void anUpdateThatIsRolledBackLeavesWhatWasThere() {
    stacks.put(ACCOUNT, STACK, "CREATE_COMPLETE");
    RoleStack wanted =
        new RoleStack(
            STACK.name(),
            STACK.region(),
            "Resources: {Role: {}}",
            Map.of(),
            Map.of(Digest.TAG, "44".repeat(32)),
            new Digest("44".repeat(32)));
    stacks.rollBackNext(ACCOUNT, STACK.name(), new Cause("Role", "it is not allowed"));

    stacks.update(session, wanted, "token-1");
    settle();

    var found = (StackState.Settled) stacks.observe(session, wanted);
    assertThat(found.rolledBack()).isTrue();
    assertThat(found.applied()).contains(STACK.digest());
    assertThat(stacks.firstCause(session, wanted, found.stackId(), Optional.of("token-1")))
        .contains(new Cause("Role", "it is not allowed"));
  }

  @Test
  void aRollbackThatFailedIsContinued() {
    stacks.put(ACCOUNT, STACK, "UPDATE_ROLLBACK_FAILED");
    var broken = (StackState.Broken) stacks.observe(session, STACK);
    assertThat(broken.neverCreated()).isFalse();

    stacks.continueRollback(session, STACK, broken.stackId(), "token-1", Set.of());
    assertThat(stacks.observe(session, STACK)).isInstanceOf(StackState.Busy.class);
    settle();

    assertThat(stacks.find(ACCOUNT, STACK.name()).orElseThrow().status())
        .isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(stacks.writes()).containsExactly("continueRollback 300000000001 FleetAccess-Spoke");
    assertThat(stacks.firstCause(session, STACK, broken.stackId(), Optional.of("token-1")))
        .isEqualTo(Optional.empty());
  }

  @Test
  void aRollbackGoesOnWithoutWhatItStuckAt() {
    stacks.put(ACCOUNT, STACK, "UPDATE_ROLLBACK_FAILED");
    stacks.block(ACCOUNT, STACK.name(), Set.of("Role"));
    String id = ((StackState.Broken) stacks.observe(session, STACK)).stackId();

    stacks.continueRollback(session, STACK, id, "token-1", Set.of());
    settle();
    assertThat(stacks.stuckAt(session, STACK, id)).containsExactly("Role");
    stacks.continueRollback(session, STACK, id, "token-2", Set.of("Role"));
    settle();

    assertThat(stacks.find(ACCOUNT, STACK.name()).orElseThrow().status())
        .isEqualTo("UPDATE_ROLLBACK_COMPLETE");
  }
}
