package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.rehearsal.check.Occurrences;
import dev.fleetaccess.local.rehearsal.check.RoleWitness;
import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.reconcile.Roles;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** IAM in simulated accounts: the calls that the adapter of AWS makes. */
public final class SimulatedRoles implements Roles {
  private final AccountCalls calls;
  private final String region;
  private final RoleWitness witness;
  private final Occurrences occurrences;

  /** Roles of that organization, which a witness watches. */
  public SimulatedRoles(
      SimulatedOrganization world, Effects effects, RoleWitness witness, Occurrences occurrences) {
    this.calls = new AccountCalls(world, effects);
    this.witness = Objects.requireNonNull(witness);
    this.occurrences = Objects.requireNonNull(occurrences);
    this.region = world.settings().organization().region();
  }

  @Override
  public Optional<String> pathOf(Session session, String name) {
    return role(session, name).map(role -> role.spec().path());
  }

  @Override
  public Optional<LiveRole> read(Session session, String name, String path) {
    return role(session, name)
        .map(
            role ->
                role.spec().path().equals(path)
                    ? live(session, role)
                    : shown(role, Map.of(), Set.of()));
  }

  private Optional<Role> role(Session session, String name) {
    try {
      return Optional.of(call(session, name, "GetRole", iam -> iam.role(name), Role::uniqueId));
    } catch (RemoteFailure e) {
      if (e.failure().code().equals("NoSuchEntity")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private LiveRole live(Session session, Role role) {
    String name = role.name();
    var inline = new TreeMap<String, String>();
    Set<String> names =
        call(
            session,
            name,
            "ListRolePolicies",
            // Sorted: a set without an order is told in another one by each JVM.
            iam -> new TreeSet<>(iam.role(name).spec().inline().keySet()),
            String::valueOf);
    for (String policy : names) {
      inline.put(
          policy,
          call(
              session,
              name,
              "GetRolePolicy",
              iam -> iam.role(name).spec().inline().get(policy).text(),
              text -> policy + " " + Integer.toHexString(text.hashCode())));
    }
    Set<String> attached =
        call(
            session,
            name,
            "ListAttachedRolePolicies",
            iam -> new TreeSet<>(iam.role(name).spec().attached()),
            String::valueOf);
    return shown(role, inline, attached);
  }

  private LiveRole shown(Role role, Map<String, String> inline, Set<String> attached) {
    return new LiveRole(
        role.name(),
        role.spec().path(),
        calls.world().locked(() -> calls.world().iam().shown(role.spec().trust()).text()),
        inline,
        attached,
        role.spec().boundary(),
        "" + role.spec().maxSession().toSeconds(),
        role.spec().tags());
  }

  @Override
  public void detach(Session session, String role, String policyArn) {
    removed(
        session,
        role,
        "DetachRolePolicy",
        RequestContext.empty().with("iam:PolicyARN", policyArn),
        iam -> iam.detach(role, policyArn));
  }

  @Override
  public void delete(Session session, String role, String policyName) {
    removed(
        session,
        role,
        "DeleteRolePolicy",
        RequestContext.empty(),
        iam -> iam.deletePolicy(role, policyName));
  }

  private void removed(
      Session session,
      String role,
      String operation,
      RequestContext context,
      java.util.function.Consumer<AccountIam> removal) {
    occurrences.action("take off what no template names");
    try {
      calls.call(
          session,
          region,
          "iam",
          operation,
          role,
          access -> {
            access.require(iam(access).arnOf(role), context);
            Runnable after =
                witness.beforeRole(access.account(), role, operation, access.session());
            removal.accept(iam(access));
            after.run();
            return role;
          },
          Function.identity());
    } catch (RemoteFailure e) {
      if (!e.failure().code().equals("NoSuchEntity")) {
        throw e;
      }
    }
  }

  private <T> T call(
      Session session,
      String role,
      String operation,
      Function<AccountIam, T> body,
      Function<T, String> words) {
    return calls.call(
        session,
        region,
        "iam",
        operation,
        role,
        access -> {
          access.require(iam(access).arnOf(role));
          return body.apply(iam(access));
        },
        words);
  }

  private AccountIam iam(Access access) {
    return calls.world().iam().account(access.account());
  }
}
