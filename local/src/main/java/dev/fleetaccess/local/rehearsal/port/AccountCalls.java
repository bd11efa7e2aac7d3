package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.Caller;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import java.util.Objects;
import java.util.function.Function;

/** Calls made in a simulated account that was entered. */
final class AccountCalls {
  private final SimulatedOrganization world;
  private final Effects effects;

  AccountCalls(SimulatedOrganization world, Effects effects) {
    this.world = Objects.requireNonNull(world);
    this.effects = Objects.requireNonNull(effects);
  }

  SimulatedOrganization world() {
    return world;
  }

  /**
   * Makes one call.
   *
   * @param about what it is about, for the trace
   * @param words what came of it, for the trace
   */
  <T> T call(
      Session session,
      String region,
      String service,
      String operation,
      String about,
      Function<Access, T> body,
      Function<T, String> words) {
    EnteredSession entered = (EnteredSession) session;
    String account = entered.account().value();
    var caller = new Caller(entered.credentials(), region);
    return effects.call(
        new Effects.Call(service, operation, account, about),
        entered.attempts()::incrementAndGet,
        () -> world.perform(caller, account, service, operation, body::apply),
        words);
  }
}
