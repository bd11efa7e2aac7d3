package dev.fleetaccess.ledger;

class InMemoryRolloutsTest extends RolloutsContract {
  @Override
  protected Rollouts port() {
    return new InMemoryRollouts();
  }
}
