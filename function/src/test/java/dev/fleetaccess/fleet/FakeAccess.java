package dev.fleetaccess.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The way into accounts that exist in memory only; nobody gets in who was not allowed to. */
public final class FakeAccess implements Access {
  private final Map<AccountId, Set<String>> roles = new HashMap<>();
  private final Map<AccountId, Failure> closed = new HashMap<>();
  private final Set<Entered> sessions = new HashSet<>();
  private final List<Entered> entered = new ArrayList<>();
  private final Faults faults = new Faults();

  /**
   * A way into an account that was asked for, whether it was open or not.
   *
   * @param account the account
   * @param role the role's name
   * @param terms the terms of the session
   */
  public record Entered(AccountId account, String role, SessionTerms terms) {}

  /** The account lets us in by that role. */
  public synchronized void allow(AccountId account, String role) {
    roles.computeIfAbsent(account, id -> new HashSet<>()).add(role);
  }

  /** The account has that role no longer. */
  public synchronized void revoke(AccountId account, String role) {
    roles.getOrDefault(account, new HashSet<>()).remove(role);
    sessions.removeIf(entry -> entry.account().equals(account) && entry.role().equals(role));
  }

  /** The account lets nobody in, by whatever role, until {@link #open}. */
  public synchronized void close(AccountId account, Failure failure) {
    closed.put(account, failure);
  }

  /** The account lets in again whom it knows. */
  public synchronized void open(AccountId account) {
    closed.remove(account);
  }

  /** Every attempt to get in, in order. */
  public synchronized List<Entered> entered() {
    return List.copyOf(entered);
  }

  /** What goes wrong: {@code enter}. */
  public Faults faults() {
    return faults;
  }

  @Override
  public synchronized FakeSession enter(AccountId account, String role, SessionTerms terms) {
    var entry = new Entered(account, role, terms);
    entered.add(entry);
    faults.check("enter");
    Failure shut = closed.get(account);
    if (shut != null) {
      throw new RemoteFailure(shut);
    }
    if (!roles.getOrDefault(account, Set.of()).contains(role)) {
      throw new RemoteFailure(
          new Failure(
              Failure.Kind.DENIED,
              "AccessDenied",
              "not authorized to perform: sts:AssumeRole on role " + role + " of " + account));
    }
    return new FakeSession(account, role, sessions.add(entry) ? 1 : 0);
  }
}
