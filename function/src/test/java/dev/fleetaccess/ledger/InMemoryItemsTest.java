package dev.fleetaccess.ledger;

class InMemoryItemsTest extends ItemsContract {
  @Override
  protected Items port() {
    return new InMemoryItems();
  }
}
