package dev.fleetaccess.local.ports;

import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.rehearsal.check.Occurrences;
import dev.fleetaccess.local.rehearsal.check.Trace;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.port.Effects;
import dev.fleetaccess.local.rehearsal.port.SimulatedAccess;
import dev.fleetaccess.local.rehearsal.port.SimulatedChangeSets;
import dev.fleetaccess.local.rehearsal.port.SimulatedRoles;
import dev.fleetaccess.local.rehearsal.port.SimulatedStacks;
import dev.fleetaccess.local.rehearsal.time.Life;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.local.sim.Caller;
import dev.fleetaccess.local.sim.Rates;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.WorldSettings;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.reconcile.ChangeSets;
import dev.fleetaccess.reconcile.Roles;
import dev.fleetaccess.reconcile.Stacks;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The ports of the rehearsal on a simulated organization of their own. Each call is played in
 * virtual time that ends with it, so that a contract can make one after another; the organization
 * lives by a clock that the contract moves.
 */
final class Rehearsed {
  private final FakeClock clock = new FakeClock();
  private final Trace trace = new Trace();
  private final SimulatedOrganization world =
      new SimulatedOrganization(WorldSettings.local(3).with(Rates.unlimited()), clock);

  Rehearsed() {
    world.createRole(
        Parts.PLACE.account(),
        RoleSpec.of("Administrator", Parts.trustOfManagement())
            .attaching(List.of("arn:aws:iam::aws:policy/AdministratorAccess")));
  }

  SimulatedOrganization world() {
    return world;
  }

  /** What the calls were, and their answers. */
  Trace trace() {
    return trace;
  }

  /** Lets what is in progress come to its end. */
  void settle() {
    for (int step = 0; step < 2; step++) {
      clock.advance(Duration.ofMinutes(1));
      world.settle();
    }
  }

  Session session() {
    return port(Access.class, effects -> new SimulatedAccess(world, effects, administrator()))
        .enter(Parts.member(1), Parts.ACCESS_ROLE, Parts.TERMS);
  }

  Stacks stacks() {
    return port(
        Stacks.class,
        effects ->
            new SimulatedStacks(
                world,
                effects,
                (account, desired, operation, session) -> () -> {},
                new Occurrences()));
  }

  ChangeSets changeSets() {
    return port(
        ChangeSets.class,
        effects ->
            new SimulatedChangeSets(
                world,
                effects,
                (account, desired, operation, session) -> () -> {},
                new Occurrences()));
  }

  Roles roles() {
    return port(
        Roles.class,
        effects ->
            new SimulatedRoles(
                world,
                effects,
                (account, role, operation, session) -> () -> {},
                new Occurrences()));
  }

  private Caller administrator() {
    return new Caller(
        world.issue(Parts.PLACE.iamArn("role/Administrator"), "contracts", Duration.ofHours(12)),
        Parts.PLACE.region());
  }

  private <P> P port(Class<P> type, Function<Effects, P> port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              var time = new VirtualTime(clock.instant(), 1);
              var chance = new SplittableRandom(1);
              var effects =
                  new Effects(
                      time,
                      new Latencies(chance.split()),
                      new Faults(FaultProfile.NONE, chance.split()),
                      trace);
              Object[] answer = new Object[1];
              Throwable[] thrown = new Throwable[1];
              time.start(
                  new Life(),
                  () -> {
                    try {
                      answer[0] = method.invoke(port.apply(effects), arguments);
                    } catch (InvocationTargetException e) {
                      thrown[0] = e.getCause();
                    } catch (IllegalAccessException e) {
                      thrown[0] = e;
                    }
                  });
              time.run();
              if (thrown[0] != null) {
                throw thrown[0];
              }
              return answer[0];
            }));
  }
}
