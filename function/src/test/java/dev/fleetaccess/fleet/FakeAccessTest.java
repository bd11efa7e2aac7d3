package dev.fleetaccess.fleet;

class FakeAccessTest extends AccessContract {
  private static final AccountId ACCOUNT = new AccountId("300000000001");
  private static final String ROLE = "OrganizationAccountAccessRole";

  @Override
  protected Access port() {
    var access = new FakeAccess();
    access.allow(ACCOUNT, ROLE);
    return access;
  }

  @Override
  protected AccountId account() {
    return ACCOUNT;
  }

  @Override
  protected String role() {
    return ROLE;
  }
}
