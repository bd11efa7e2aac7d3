package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.release.RoleStack;
import java.util.Optional;
import java.util.Set;

/**
 * CloudFormation in an account that was entered. No call waits for a stack, and every call may be
 * repeated with the same token. A call that fails throws {@link
 * dev.fleetaccess.fleet.RemoteFailure}.
 */
public interface Stacks {
  /** How our client request tokens begin. */
  String TOKEN_PREFIX = "fleetaccess-";

  /** What stands where the stack should be: one DescribeStacks. */
  StackState observe(Session session, RoleStack desired);

  /**
   * Begins the creation of a stack.
   *
   * @param token the client request token: 1 to 128 characters, a limit of CloudFormation
   */
  void create(Session session, RoleStack desired, String token);

  /**
   * Begins the update of a stack.
   *
   * @return false when CloudFormation says that no updates are to be performed
   */
  boolean update(Session session, RoleStack desired, String token);

  /**
   * Begins the deletion of a stack that never lived, or that is not wanted any more; protection
   * from deletion is lifted first.
   *
   * @param retained logical ids of resources that stay behind; allowed only after a deletion stuck
   *     at them
   */
  void delete(
      Session session, RoleStack desired, String stackId, String token, Set<String> retained);

  /**
   * Lets a rollback that stuck go on.
   *
   * @param skipped logical ids of resources that it goes on without; allowed only where it stuck at
   *     them
   */
  void continueRollback(
      Session session, RoleStack desired, String stackId, String token, Set<String> skipped);

  /**
   * Whether a stack's events show that none of its operations ever ended well. Where they do not
   * reach back to its beginning it may have lived.
   */
  boolean neverLived(Session session, RoleStack desired, String stackId);

  /** The logical ids of the resources that a stack's last deletion or rollback stuck at. */
  Set<String> stuckAt(Session session, RoleStack desired, String stackId);

  /**
   * The first failure of the operation that carried the token. Where that tells none, or nobody
   * kept a token, it is that of the last operation, if a token of ours began it: a worker may die
   * before it sends, and another rollout may have begun it.
   *
   * @param token the operation's token; empty where none was kept
   * @return empty when none is told
   */
  Optional<Cause> firstCause(
      Session session, RoleStack desired, String stackId, Optional<String> token);
}
