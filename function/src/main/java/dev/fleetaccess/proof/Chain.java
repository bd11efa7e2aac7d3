package dev.fleetaccess.proof;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;

/**
 * The way that the real client goes: first the hub role, then a spoke from there. Nothing is
 * changed by it, and every call may be repeated. A call that fails throws {@link RemoteFailure}.
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
   * Enters the account's spoke role as the hub, and leaves at once.
   *
   * @param hub what {@link #hub} answered; it counts the call, a refused one too
   * @throws RemoteFailure {@code DENIED} when the spoke does not exist, does not trust the hub, or
   *     the hub's own policy forbids it: the service does not tell which
   */
  void enter(Session hub, AccountId account);
}
