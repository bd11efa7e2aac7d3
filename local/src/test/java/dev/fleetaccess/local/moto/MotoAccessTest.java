package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.AccessContract;
import dev.fleetaccess.fleet.AccountId;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.ExtendWith;

/** Entering accounts, by moto's STS. */
@ExtendWith(MotoExtension.class)
class MotoAccessTest extends AccessContract {
  private final Access port;

  MotoAccessTest(Moto moto) {
    port = new StsAccess(moto.clients(), InstantSource.system());
  }

  @Override
  protected Access port() {
    return port;
  }

  @Override
  protected AccountId account() {
    return Moto.ACCOUNT;
  }

  @Override
  protected String role() {
    return Moto.ROLE;
  }
}
