package dev.fleetaccess.proof;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeSession;
import dev.fleetaccess.fleet.Faults;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The chain among roles that exist in memory only. */
public final class FakeChain implements Chain {
  private final Predicate<AccountId> hubs;
  private final Predicate<AccountId> spokes;
  private final Set<String> sessions = new HashSet<>();
  private final Map<AccountId, Failure> refusals = new HashMap<>();
  private final Map<AccountId, Failure> unreadable = new HashMap<>();
  private final List<AccountId> entered = new ArrayList<>();
  private final Faults faults = new Faults();

  /**
   * @param hubs whether an account has a hub role
   * @param spokes whether an account has a role that the hub enters
   */
  public FakeChain(Predicate<AccountId> hubs, Predicate<AccountId> spokes) {
    this.hubs = hubs;
    this.spokes = spokes;
  }

  /** The account's spoke refuses the hub until {@link #admit}. */
  public synchronized void refuse(AccountId account, Failure failure) {
    refusals.put(account, failure);
  }

  /** The account lets the hub in and lets it read nothing, until {@link #admit}. */
  public synchronized void close(AccountId account, Failure failure) {
    unreadable.put(account, failure);
  }

  /** The account's spoke lets the hub in again, and read. */
  public synchronized void admit(AccountId account) {
    refusals.remove(account);
    unreadable.remove(account);
  }

  /** Every attempt to enter a spoke, in order. */
  public synchronized List<AccountId> entered() {
    return List.copyOf(entered);
  }

  /** What goes wrong: {@code hub}, {@code enter}, {@code read}. */
  public Faults faults() {
    return faults;
  }

  @Override
  public synchronized Session hub(AccountId hub, String sessionName) {
    if (!sessionName.matches("[\\w+=,.@-]{2,64}")) {
      throw new IllegalArgumentException("'" + sessionName + "' is not a session name");
    }
    faults.check("hub");
    if (!hubs.test(hub)) {
      throw denied("hub-001", hub);
    }
    var session = new FakeSession(hub, "hub-001");
    if (sessions.add(hub + " " + sessionName)) {
      session.called();
    }
    return session;
  }

  @Override
  public synchronized Session enter(Session hub, AccountId account, Target target) {
    ((FakeSession) hub).called();
    entered.add(account);
    faults.check("enter");
    fail(refusals.get(account));
    if (!spokes.test(account)) {
      throw denied(target.roleName(), account);
    }
    return new Inside((FakeSession) hub, account, target);
  }

  @Override
  public synchronized void read(Session session, Target target) {
    var inside = (Inside) session;
    inside.hub.called();
    if (inside.target != target) {
      throw new IllegalArgumentException("the session is not the target's");
    }
    faults.check("read");
    fail(unreadable.get(inside.account));
  }

  private record Inside(FakeSession hub, AccountId account, Target target) implements Session {
    @Override
    public String role() {
      return target.roleName();
    }

    @Override
    public int calls() {
      return hub.calls();
    }
  }

  private static void fail(Failure failure) {
    if (failure != null) {
      throw new RemoteFailure(failure);
    }
  }

  private static RemoteFailure denied(String role, AccountId account) {
    return new RemoteFailure(
        new Failure(
            Failure.Kind.DENIED,
            "AccessDenied",
            "not authorized to perform: sts:AssumeRole on role " + role + " of " + account));
  }
}
