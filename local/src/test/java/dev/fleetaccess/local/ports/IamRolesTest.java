package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.IamRoles;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.reconcile.Roles;
import dev.fleetaccess.reconcile.RolesContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** IAM, the simulated organization's over the wire. */
@ExtendWith(PartsExtension.class)
class IamRolesTest extends RolesContract {
  private final Parts parts;
  private final Roles port;
  private final Session session;

  IamRolesTest(Parts parts) {
    this.parts = parts;
    this.port = new IamRoles(parts.clients());
    this.session =
        new StsAccess(parts.clients(), parts.clock())
            .enter(parts.account(), Parts.ACCESS_ROLE, Parts.TERMS);
  }

  @Override
  protected Roles port() {
    return port;
  }

  @Override
  protected Session session() {
    return session;
  }

  @Override
  protected void stands(Session in, LiveRole role) {
    SimulatedRole.make(parts.world(), in.account(), role);
  }
}
