package dev.fleetaccess.local.rehearsal.ledger;

import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.ItemsContract;

class StoredItemsTest extends ItemsContract {
  @Override
  protected Items port() {
    return new StoredItems();
  }
}
