package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.local.sim.Caller;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.sts.AssumeRole;
import dev.fleetaccess.proof.Chain;
import dev.fleetaccess.proof.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Walks from the worker into the simulated hub and on into another role, as the adapter of AWS
 * does.
 */
public final class SimulatedChain implements Chain {
  private static final String HUB_ROLE = "hub-001";
  private static final String PATH = "/security/";
  private static final Map<String, String> PURPOSE = Map.of("fleetaccess:purpose", "proof");
  private static final Duration LASTING = Duration.ofHours(1);
  private static final Duration SPARE = Duration.ofMinutes(5);

  private final SimulatedOrganization world;
  private final Effects effects;
  private final Caller caller;
  private final Map<String, dev.fleetaccess.local.sim.sts.Session> kept = new HashMap<>();

  /** One execution environment's chain, as that caller. */
  public SimulatedChain(SimulatedOrganization world, Effects effects, Caller caller) {
    this.world = Objects.requireNonNull(world);
    this.effects = Objects.requireNonNull(effects);
    this.caller = Objects.requireNonNull(caller);
  }

  @Override
  public Session hub(AccountId hub, String sessionName) {
    var attempts = new AtomicInteger();
    String key = hub + " " + sessionName;
    var there = kept.get(key);
    if (there == null
        || !effects.time().instant().isBefore(there.credentials().expires().minus(SPARE))) {
      var request = AssumeRole.of(arn(hub, HUB_ROLE), sessionName).lasting(LASTING).tagged(PURPOSE);
      there = assume(caller, hub, HUB_ROLE, request, attempts);
      kept.put(key, there);
    }
    return new EnteredSession(hub, HUB_ROLE, there, attempts);
  }

  @Override
  public Session enter(Session session, AccountId account, Target target) {
    var hub = (EnteredSession) session;
    var asHub = new Caller(hub.credentials(), world.settings().organization().region());
    var request =
        AssumeRole.of(arn(account, target.roleName()), hub.credentials().name())
            .lasting(Duration.ofMinutes(15))
            .narrowed(target.sessionPolicy());
    return new EnteredSession(
        account,
        target.roleName(),
        assume(asHub, account, target.roleName(), request, hub.attempts()),
        hub.attempts());
  }

  @Override
  public void read(Session session, Target target) {
    var entered = (EnteredSession) session;
    var caller = new Caller(entered.credentials(), world.settings().organization().region());
    String[] action = target.read().split(":");
    effects.call(
        new Effects.Call(action[0], action[1], entered.account().value(), entered.role(), true),
        entered.attempts()::incrementAndGet,
        () ->
            world.perform(
                caller,
                entered.account().value(),
                action[0],
                action[1],
                access -> {
                  access.require("*");
                  return "read";
                }),
        words -> words);
  }

  private dev.fleetaccess.local.sim.sts.Session assume(
      Caller who, AccountId account, String role, AssumeRole request, AtomicInteger attempts) {
    return effects.call(
        new Effects.Call("sts", "AssumeRole", account.value(), role, true),
        attempts::incrementAndGet,
        () ->
            world.perform(
                who,
                account.value(),
                "sts",
                "AssumeRole",
                access -> world.sts().assumeRole(access.session(), request, access.environment())),
        session -> "entered");
  }

  private String arn(AccountId account, String role) {
    return world.settings().organization().partition().roleArn(account.value(), PATH, role);
  }
}
