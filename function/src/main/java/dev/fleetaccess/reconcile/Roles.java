package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Session;
import java.util.Optional;

/**
 * IAM in an account that was entered. Every call may be repeated; one that fails throws {@link
 * dev.fleetaccess.fleet.RemoteFailure}.
 */
public interface Roles {
  /** The path of the role of that name, whichever it is: one read. */
  Optional<String> pathOf(Session session, String name);

  /**
   * The role of that name as it lives: three reads, and one more for each inline policy. Of one
   * that stands under another path no policies are read, since our sessions may not: one read.
   */
  Optional<LiveRole> read(Session session, String name, String path);

  /** Detaches a managed policy from a role. */
  void detach(Session session, String role, String policyArn);

  /** Deletes an inline policy of a role. */
  void delete(Session session, String role, String policyName);
}
