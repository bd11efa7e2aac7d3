package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeSession;
import dev.fleetaccess.fleet.Session;

class FakeRolesTest extends RolesContract {
  private final FakeRoles roles = new FakeRoles();
  private final FakeSession session =
      new FakeSession(new AccountId("300000000001"), "OrganizationAccountAccessRole");

  @Override
  protected Roles port() {
    return roles;
  }

  @Override
  protected Session session() {
    return session;
  }

  @Override
  protected void stands(Session in, LiveRole role) {
    roles.put(in.account(), role);
  }
}
