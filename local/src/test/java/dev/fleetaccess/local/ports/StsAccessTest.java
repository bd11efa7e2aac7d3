package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.AccessContract;
import dev.fleetaccess.fleet.AccountId;
import org.junit.jupiter.api.extension.ExtendWith;

/** STS, the simulated organization's over the wire. */
@ExtendWith(PartsExtension.class)
class StsAccessTest extends AccessContract {
  private final Access port;

  StsAccessTest(Parts parts) {
    port = new StsAccess(parts.clients(), parts.clock());
  }

  @Override
  protected Access port() {
    return port;
  }

  @Override
  protected AccountId account() {
    return Parts.member(1);
  }

  @Override
  protected String role() {
    return Parts.ACCESS_ROLE;
  }
}
