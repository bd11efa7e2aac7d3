package dev.fleetaccess.ledger;

class InMemoryInventoryTest extends InventoryContract {
  @Override
  protected Inventory port() {
    return new InMemoryInventory();
  }
}
