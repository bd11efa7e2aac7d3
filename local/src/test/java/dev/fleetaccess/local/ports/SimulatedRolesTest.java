package dev.fleetaccess.local.ports;

import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.reconcile.Roles;
import dev.fleetaccess.reconcile.RolesContract;

/** IAM, the rehearsal's. */
class SimulatedRolesTest extends RolesContract {
  private final Rehearsed rehearsed = new Rehearsed();
  private final Session session = rehearsed.session();

  @Override
  protected Roles port() {
    return rehearsed.roles();
  }

  @Override
  protected Session session() {
    return session;
  }

  @Override
  protected void stands(Session in, LiveRole role) {
    SimulatedRole.make(rehearsed.world(), in.account(), role);
  }
}
