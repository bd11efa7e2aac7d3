package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.DynamoItems;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.ItemsContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** Items, in moto's DynamoDB. */
@ExtendWith(MotoExtension.class)
class MotoItemsTest extends ItemsContract {
  private final Items port;

  MotoItemsTest(Moto moto) {
    port = new DynamoItems(moto.table());
  }

  @Override
  protected Items port() {
    return port;
  }
}
