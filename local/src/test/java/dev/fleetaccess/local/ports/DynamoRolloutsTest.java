package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.DynamoRollouts;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.ledger.RolloutsContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rollouts, in DynamoDB Local. */
@ExtendWith(PartsExtension.class)
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
