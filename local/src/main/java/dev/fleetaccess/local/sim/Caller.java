package dev.fleetaccess.local.sim;

import dev.fleetaccess.local.sim.sts.Session;
import java.util.Objects;

/**
 * Who calls, and where.
 *
 * @param session the session whose key signed the call
 * @param region the region it was signed for
 */
public record Caller(Session session, String region) {
  public Caller {
    Objects.requireNonNull(session);
    Objects.requireNonNull(region);
  }
}
