package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.DynamoInventory;
import dev.fleetaccess.aws.DynamoItems;
import dev.fleetaccess.aws.DynamoReleases;
import dev.fleetaccess.aws.DynamoRollouts;
import dev.fleetaccess.ledger.Inventory;
import dev.fleetaccess.ledger.InventoryContract;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.ItemsContract;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.ledger.RolloutsContract;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.release.ReleasesContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the ledger's ports keep to, DynamoDB Local keeps to by our adapters. */
@ExtendWith(PartsExtension.class)
class LedgerOnDynamoDbTest {
  @Nested
  class DynamoRolloutsTest extends RolloutsContract {
    private final Rollouts port;

    DynamoRolloutsTest(Parts parts) {
      port = new DynamoRollouts(parts.table());
    }

    @Override
    protected Rollouts port() {
      return port;
    }
  }

  @Nested
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

  @Nested
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

  @Nested
  class DynamoReleasesTest extends ReleasesContract {
    private final Releases port;

    DynamoReleasesTest(Parts parts) {
      port = new DynamoReleases(parts.table());
    }

    @Override
    protected Releases port() {
      return port;
    }
  }
}
