package dev.fleetaccess.proof;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;

/**
 * The way that the real client goes: first the hub role, then another role from there, then a read.
 * Nothing is changed by it, and every call may be repeated. A call that fails throws {@link
 * RemoteFailure}.
 */
public interface Chain {
  /**
   * Becomes the hub role, for the proof only: the session can enter roles and nothing else.
   * Repeating it is cheap, as with {@link dev.fleetaccess.fleet.Access#enter}.
   *
   * @param hub the hub account
   * @param sessionName 2 to 64 characters of {@code [\w+=,.@-]}, a limit of AssumeRole
   * @throws RemoteFailure {@code DENIED} when the role does not exist or does not let us in
   */
  Session hub(AccountId hub, String sessionName);

  /**
   * Enters a role of the account as the hub.
   *
   * @param hub what {@link #hub} answered; it counts the call, a refused one too, and those of the
   *     session that is answered
   * @return a session that can do nothing but the target's one read
   * @throws RemoteFailure {@code DENIED} when the role does not exist, does not trust the hub, or
   *     the hub's own policy forbids it: the service does not tell which
   */
  Session enter(Session hub, AccountId account, Target target);

  /**
   * Reads once, as a tool that came in by the role would.
   *
   * @param entered what {@link #enter} answered
   * @throws RemoteFailure {@code DENIED} or {@code DENIED_BY_CONTROL_POLICY} when the role is not
   *     let
   */
  void read(Session entered, Target target);
}
