package dev.fleetaccess.local.rehearsal.ledger;

import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.ledger.RolloutsContract;

class StoredRolloutsTest extends RolloutsContract {
  @Override
  protected Rollouts port() {
    return new StoredRollouts();
  }
}
