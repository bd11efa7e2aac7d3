package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.local.sim.Caller;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.sts.AssumeRole;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Enters simulated accounts, and keeps sessions as the adapter of AWS does. */
public final class SimulatedAccess implements Access {
  private static final Duration LASTING = Duration.ofHours(1);
  private static final Duration SPARE = Duration.ofMinutes(5);

  /** As many as the adapter keeps; the one that was not asked for the longest goes first. */
  private static final int KEPT = 2_000;

  private final SimulatedOrganization world;
  private final Effects effects;
  private final Caller caller;
  private final Map<Entrance, dev.fleetaccess.local.sim.sts.Session> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Entrance, dev.fleetaccess.local.sim.sts.Session> eldest) {
          return size() > KEPT;
        }
      };

  private record Entrance(AccountId account, String role, SessionTerms terms) {}

  /** One execution environment's way in, as that caller. */
  public SimulatedAccess(SimulatedOrganization world, Effects effects, Caller caller) {
    this.world = Objects.requireNonNull(world);
    this.effects = Objects.requireNonNull(effects);
    this.caller = Objects.requireNonNull(caller);
  }

  @Override
  public Session enter(AccountId account, String role, SessionTerms terms) {
    var entrance = new Entrance(account, role, terms);
    var attempts = new AtomicInteger();
    var there = kept.get(entrance);
    if (there == null
        || !effects.time().instant().isBefore(there.credentials().expires().minus(SPARE))) {
      there = assume(entrance, attempts);
      kept.put(entrance, there);
    }
    return new EnteredSession(account, role, there, attempts);
  }

  private dev.fleetaccess.local.sim.sts.Session assume(Entrance entrance, AtomicInteger attempts) {
    String arn =
        world
            .settings()
            .organization()
            .partition()
            .roleArn(entrance.account.value(), "/", entrance.role);
    var request =
        AssumeRole.of(arn, entrance.terms.name())
            .narrowed(entrance.terms.policy())
            .lasting(LASTING);
    return effects.call(
        new Effects.Call("sts", "AssumeRole", entrance.account.value(), entrance.role),
        attempts::incrementAndGet,
        () ->
            world.perform(
                caller,
                entrance.account.value(),
                "sts",
                "AssumeRole",
                access -> world.sts().assumeRole(access.session(), request, access.environment())),
        session -> "entered");
  }
}
