package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeSession;
import dev.fleetaccess.fleet.Faults;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.release.WantedBoundary;
import dev.fleetaccess.release.WantedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** IAM in memory: roles are there because a test put them there. */
public final class FakeRoles implements Roles {
  private final Map<String, LiveRole> roles = new TreeMap<>();
  private final List<String> writes = new ArrayList<>();
  private final Faults faults = new Faults();

  /** Puts a role there. */
  public synchronized void put(AccountId account, LiveRole role) {
    roles.put(key(account, role.name()), role);
  }

  /** Puts a role there as it is wanted. */
  public synchronized void put(AccountId account, WantedRole wanted) {
    put(account, living(wanted, wanted.path()));
  }

  /** A role as it lives where its stack made it, under that path. */
  public static LiveRole living(WantedRole wanted, String path) {
    var inline = new TreeMap<String, String>();
    wanted.inline().forEach((name, policy) -> inline.put(name, policy.orElse("{}")));
    return new LiveRole(
        wanted.name(),
        path,
        wanted.trust().orElse("{}"),
        inline,
        wanted.attached(),
        switch (wanted.boundary()) {
          case WantedBoundary.None() -> Optional.empty();
          case WantedBoundary.Policy(String arn) -> Optional.of(arn);
          case WantedBoundary.Untold(String beginning) -> Optional.of(beginning + "1A2B3C");
        },
        wanted.session().orElse("3600"),
        wanted.tags());
  }

  /** Changes a role by hand. */
  public synchronized void change(AccountId account, String role, UnaryOperator<LiveRole> change) {
    roles.computeIfPresent(key(account, role), (key, live) -> change.apply(live));
  }

  /** Removes a role by hand. */
  public synchronized void remove(AccountId account, String role) {
    roles.remove(key(account, role));
  }

  /** The role as it lives. */
  public synchronized Optional<LiveRole> find(AccountId account, String role) {
    return Optional.ofNullable(roles.get(key(account, role)));
  }

  /** Every write, such as {@code detach 111122223333 spoke-001 arn:…}. */
  public synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  /** What goes wrong: {@code pathOf}, {@code read}, {@code detach}, {@code delete}. */
  public Faults faults() {
    return faults;
  }

  @Override
  public synchronized Optional<String> pathOf(Session session, String name) {
    called(session, "pathOf");
    return find(session.account(), name).map(LiveRole::path);
  }

  @Override
  public synchronized Optional<LiveRole> read(Session session, String name, String path) {
    faults.check("read");
    Optional<LiveRole> found =
        find(session.account(), name)
            .map(role -> role.path().equals(path) ? role : with(role, Map.of(), Set.of()));
    boolean whole = found.filter(role -> role.path().equals(path)).isPresent();
    int calls = whole ? 3 + found.get().inline().size() : 1;
    for (int call = 0; call < calls; call++) {
      ((FakeSession) session).called();
    }
    return found;
  }

  /** The same role with one managed policy, and no other. */
  public static LiveRole attaching(LiveRole live, String policy) {
    return with(live, live.inline(), Set.of(policy));
  }

  private static LiveRole with(LiveRole live, Map<String, String> inline, Set<String> attached) {
    return new LiveRole(
        live.name(),
        live.path(),
        live.trust(),
        inline,
        attached,
        live.boundary(),
        live.session(),
        live.tags());
  }

  @Override
  public synchronized void detach(Session session, String role, String policyArn) {
    called(session, "detach");
    writes.add("detach " + session.account() + " " + role + " " + policyArn);
    change(
        session.account(),
        role,
        live -> {
          var left = new TreeSet<>(live.attached());
          left.remove(policyArn);
          return with(live, live.inline(), left);
        });
  }

  @Override
  public synchronized void delete(Session session, String role, String policyName) {
    called(session, "delete");
    writes.add("delete " + session.account() + " " + role + " " + policyName);
    change(
        session.account(),
        role,
        live -> {
          var left = new TreeMap<>(live.inline());
          left.remove(policyName);
          return with(live, left, live.attached());
        });
  }

  private void called(Session session, String operation) {
    ((FakeSession) session).called();
    faults.check(operation);
  }

  private static String key(AccountId account, String role) {
    return account + "#" + role;
  }
}
