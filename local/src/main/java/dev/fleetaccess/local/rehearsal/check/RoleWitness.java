package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.local.sim.sts.Session;

/** Told of writes to roles, before and after, inside the model's lock. */
@FunctionalInterface
public interface RoleWitness {
  /**
   * Called before a write; what it gives is run after it when it was accepted.
   *
   * @param role the role's name
   * @param session the session that writes; its name carries the rollout
   */
  Runnable beforeRole(String account, String role, String operation, Session session);
}
