package dev.fleetaccess.local.ports;

import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.reconcile.StacksContract;
import dev.fleetaccess.release.RoleStack;

/** CloudFormation, the rehearsal's. */
class SimulatedStacksTest extends StacksContract {
  private final Rehearsed rehearsed = new Rehearsed();
  private final Session session = rehearsed.session();

  @Override
  protected Stacks port() {
    return rehearsed.stacks();
  }

  @Override
  protected Session session() {
    return session;
  }

  @Override
  protected void settle() {
    rehearsed.settle();
  }

  @Override
  protected void letCreationFail(Session in, RoleStack stack) {
    rehearsed
        .world()
        .createRole(in.account().value(), RoleSpec.of(ROLE, Parts.trustOfManagement()));
  }
}
