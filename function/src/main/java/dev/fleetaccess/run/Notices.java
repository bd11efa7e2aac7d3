package dev.fleetaccess.run;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.report.Notice;

/** Tells people and machines what happened to a rollout, without being asked. */
public interface Notices {
  /**
   * Tells. What was told once may be told again.
   *
   * @throws RemoteFailure when it could not be told; whoever calls goes on without
   */
  void tell(Notice notice);
}
