package dev.fleetaccess.local.ports;

import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.reconcile.ChangeSets;
import dev.fleetaccess.reconcile.ChangeSetsContract;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.release.RoleStack;

/** Change sets, the rehearsal's. */
class SimulatedChangeSetsTest extends ChangeSetsContract {
  private final Rehearsed rehearsed = new Rehearsed();
  private final Session session = rehearsed.session();

  @Override
  protected ChangeSets port() {
    return rehearsed.changeSets();
  }

  @Override
  protected Stacks stacks() {
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
  protected void letRoleStandThere(Session in) {
    rehearsed
        .world()
        .createRole(
            in.account().value(), RoleSpec.of(ROLE, Parts.trustOfManagement()).at("/security/"));
  }

  @Override
  protected void letRoleBelongToAnother(Session in, RoleStack other) {
    rehearsed.stacks().create(in, other, "token-other");
  }
}
