package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.DynamoInventory;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.ledger.InventoryContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The inventory, in DynamoDB Local. */
@ExtendWith(PartsExtension.class)
class DynamoInventoryTest extends InventoryContract {
  private final Inventory port;

  DynamoInventoryTest(Parts parts) {
    port = new DynamoInventory(parts.table());
  }

  @Override
  protected Inventory port() {
    return port;
  }
}
