package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.IamRoles;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.reconcile.Roles;
import dev.fleetaccess.reconcile.RolesContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** IAM, moto's. */
@ExtendWith(MotoExtension.class)
class MotoRolesTest extends RolesContract {
  private final Moto moto;
  private final Roles port;
  private final Session session;

  MotoRolesTest(Moto moto) {
    this.moto = moto;
    this.port = new IamRoles(moto.clients());
    this.session = moto.session();
  }

  @Override
  protected Roles port() {
    return port;
  }

  @Override
  protected Session session() {
    return session;
  }

  /** One of the account's own: moto has AWS's only where it loads all of them for each account. */
  @Override
  protected String managedPolicy() {
    return HandMade.policy(moto);
  }

  @Override
  protected void stands(Session in, LiveRole role) {
    HandMade.role(moto, role);
  }
}
