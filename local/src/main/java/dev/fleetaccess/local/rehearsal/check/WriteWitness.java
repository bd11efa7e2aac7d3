package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.release.RoleStack;

/** Told of writes to stacks, before and after, inside the model's lock. */
@FunctionalInterface
public interface WriteWitness {
  /**
   * Called before a write; what it gives is run after it when it was accepted.
   *
   * @param session the session that writes; its name carries the rollout
   */
  Runnable before(String account, RoleStack desired, String operation, Session session);
}
