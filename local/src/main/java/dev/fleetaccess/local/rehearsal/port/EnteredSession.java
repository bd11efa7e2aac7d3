package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Session;
import java.util.concurrent.atomic.AtomicInteger;

/** An account entered in the simulated organization. */
record EnteredSession(
    AccountId account,
    String role,
    dev.fleetaccess.local.sim.sts.Session credentials,
    AtomicInteger attempts)
    implements Session {
  @Override
  public int calls() {
    return attempts.get();
  }
}
