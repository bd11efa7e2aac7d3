package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.DynamoInventory;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.ledger.InventoryContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** Inventory, in moto's DynamoDB. */
@ExtendWith(MotoExtension.class)
class MotoInventoryTest extends InventoryContract {
  private final Inventory port;

  MotoInventoryTest(Moto moto) {
    port = new DynamoInventory(moto.table());
  }

  @Override
  protected Inventory port() {
    return port;
  }
}
