package dev.fleetaccess.local.rehearsal.ledger;

import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.ledger.InventoryContract;

class StoredInventoryTest extends InventoryContract {
  @Override
  protected Inventory port() {
    return new StoredInventory();
  }
}
