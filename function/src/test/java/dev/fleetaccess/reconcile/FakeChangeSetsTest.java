package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeSession;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.release.RoleStack;
import java.time.Duration;

class FakeChangeSetsTest extends ChangeSetsContract {
  private static final Duration TAKES = Duration.ofSeconds(20);

  private final FakeClock clock = new FakeClock();
  private final FakeStacks stacks = new FakeStacks(clock, TAKES);
  private final FakeChangeSets changeSets = new FakeChangeSets(stacks, clock, TAKES);
  private final FakeSession session =
      new FakeSession(new AccountId("300000000001"), "OrganizationAccountAccessRole");

  @Override
  protected ChangeSets port() {
    return changeSets;
  }

  @Override
  protected Stacks stacks() {
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
  protected void letRoleStandThere(Session in) {
    // The fake takes over whatever is asked for, so nothing has to stand there.
  }

  @Override
  protected void letRoleBelongToAnother(Session in, RoleStack other) {
    changeSets.owns(in.account(), other.name(), ROLE);
  }
}
