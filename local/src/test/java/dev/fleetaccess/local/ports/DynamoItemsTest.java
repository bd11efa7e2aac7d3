package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.DynamoItems;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.ItemsContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** Items, in DynamoDB Local. */
@ExtendWith(PartsExtension.class)
class DynamoItemsTest extends ItemsContract {
  private final Items port;

  DynamoItemsTest(Parts parts) {
    port = new DynamoItems(parts.table());
  }

  @Override
  protected Items port() {
    return port;
  }
}
