package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.DynamoRollouts;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.ledger.RolloutsContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rollouts, in moto's DynamoDB. */
@ExtendWith(MotoExtension.class)
class MotoRolloutsTest extends RolloutsContract {
  private final Rollouts port;

  MotoRolloutsTest(Moto moto) {
    port = new DynamoRollouts(moto.table());
  }

  @Override
  protected Rollouts port() {
    return port;
  }
}
