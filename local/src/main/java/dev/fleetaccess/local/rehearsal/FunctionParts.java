package dev.fleetaccess.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.ledger.CoverageCount;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.local.blueprint.Blueprint;
import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.rehearsal.check.Occurrences;
import dev.fleetaccess.local.rehearsal.check.RoleWitness;
import dev.fleetaccess.local.rehearsal.check.WriteWitness;
import dev.fleetaccess.local.rehearsal.cloud.Environment;
import dev.fleetaccess.local.rehearsal.cloud.SimulatedQueue;
import dev.fleetaccess.local.rehearsal.port.Effects;
import dev.fleetaccess.local.rehearsal.port.OrganizationPort;
import dev.fleetaccess.local.rehearsal.port.QueuePorts;
import dev.fleetaccess.local.rehearsal.port.RepositoryPort;
import dev.fleetaccess.local.rehearsal.port.SimulatedAccess;
import dev.fleetaccess.local.rehearsal.port.SimulatedChain;
import dev.fleetaccess.local.rehearsal.port.SimulatedChangeSets;
import dev.fleetaccess.local.rehearsal.port.SimulatedNotices;
import dev.fleetaccess.local.rehearsal.port.SimulatedRoles;
import dev.fleetaccess.local.rehearsal.port.SimulatedStacks;
import dev.fleetaccess.local.sim.Caller;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.plan.WorkQueue;
import dev.fleetaccess.proof.Prover;
import dev.fleetaccess.reconcile.Patience;
import dev.fleetaccess.reconcile.Reconciler;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.report.RolloutSummary;
import dev.fleetaccess.run.Deadlines;
import dev.fleetaccess.run.Endings;
import dev.fleetaccess.run.Journal;
import dev.fleetaccess.run.Orchestrator;
import dev.fleetaccess.run.Parallel;
import dev.fleetaccess.run.PolicyAnalyzer;
import dev.fleetaccess.run.ReleaseShelf;
import dev.fleetaccess.run.Worker;
import dev.fleetaccess.trigger.TriggerParser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Puts the production functions together, as their own wiring does, on ports in virtual time. The
 * workers' environments share what they read of releases: a hundred of them would read the same
 * templates, which takes a good part of a rehearsal's time and shows nothing.
 */
record FunctionParts(
    Blueprint blueprint,
    SimulatedOrganization world,
    Effects effects,
    InstantSource clock,
    RandomGenerator chance,
    RepositoryPort repository,
    Ledger ledger,
    Releases releases,
    ReleaseShelf shelf,
    SimulatedQueue work,
    SimulatedQueue ticks,
    WriteWitness witness,
    RoleWitness roleWitness,
    Occurrences occurrences) {
  /** As the function's wiring has them. */
  private static final Duration PLANNING = Duration.ofSeconds(5);

  private static final int WRITERS = 32;

  /** The request of every batch: what ticks ask for has ids of its own. */
  private static final String BATCH = "batch";

  private static final Duration LONG = Duration.ofDays(3_650);

  /** One execution environment of the orchestrator. */
  Environment orchestrator() {
    FunctionPart part = blueprint.function(RehearsalWorld.ORCHESTRATOR);
    Map<String, String> environment = part.environment();
    var ports =
        new Orchestrator.Ports(
            new OrganizationPort(world, effects, caller(part)),
            repository,
            releases,
            ledger,
            workQueue(),
            tickQueue(),
            new SimulatedNotices(effects),
            PolicyAnalyzer.NONE);
    var setting =
        new Orchestrator.Setting(
            Set.of(environment.get("FLEET_ACCESS_ROLES").split(",")),
            environment.get("FLEET_WORKER_ROLE_ARN"),
            new Deadlines(Duration.parse(environment.get("FLEET_TICK_EVERY")), PLANNING),
            new Rates(Integer.parseInt(environment.get("FLEET_RATE_SHARE"))));
    var orchestrator =
        new Orchestrator(
            ports,
            setting,
            new Orchestrator.Surroundings(clock, chance, parallel(), new Silence()));
    var parser =
        new TriggerParser(environment.get("FLEET_REPOSITORY"), environment.get("FLEET_BRANCH"));
    return new Handler(
        body -> orchestrator.handle(Messages.tick(body), BATCH),
        (event, request) -> orchestrator.handle(parser.parse(event), request));
  }

  /** One execution environment of the worker. */
  Environment worker() {
    FunctionPart part = blueprint.function(RehearsalWorld.WORKER);
    Map<String, String> environment = part.environment();
    var patience = new Patience(Duration.parse(environment.get("FLEET_LOOK_AFTER")), chance);
    var worker =
        new Worker(
            ledger,
            shelf,
            new SimulatedAccess(world, effects, caller(part)),
            environment.get("FLEET_DEPLOYER_ROLE"),
            new Reconciler(
                new SimulatedStacks(world, effects, witness, occurrences),
                new SimulatedChangeSets(world, effects, witness, occurrences),
                new SimulatedRoles(world, effects, roleWitness, occurrences),
                patience,
                occurrences::decided),
            patience,
            new Prover(new SimulatedChain(world, effects, caller(part)), chance),
            new Endings(ledger, workQueue(), tickQueue(), shelf, new Silence(), clock),
            clock);
    return new Handler(
        body -> worker.visit(Messages.item(body)),
        (event, request) -> {
          throw new IllegalArgumentException("the worker takes no events");
        });
  }

  private Caller caller(FunctionPart part) {
    return new Caller(
        world.issue(part.role().arn(), part.name(), LONG),
        world.settings().organization().region());
  }

  private WorkQueue workQueue() {
    return QueuePorts.work(work, effects);
  }

  private TickQueue tickQueue() {
    return QueuePorts.ticks(ticks, effects);
  }

  private Parallel parallel() {
    return new Parallel() {
      @Override
      public <T> void each(List<T> things, Consumer<T> action) {
        effects.time().each(things, WRITERS, action);
      }
    };
  }

  private record Handler(Consumer<String> messages, BiConsumer<JsonNode, String> events)
      implements Environment {
    @Override
    public void message(String body) {
      messages.accept(body);
    }

    @Override
    public void event(JsonNode event, String request) {
      events.accept(event, request);
    }
  }

  /** What is said is read from the ledger afterwards. */
  private static final class Silence implements Journal {
    @Override
    public void visited(Entry entry) {}

    @Override
    public void rollout(String rollout, String message) {}

    @Override
    public void warning(String message, Map<String, String> fields) {}

    @Override
    public void ended(RolloutSummary summary) {}

    @Override
    public void counted(CoverageCount count) {}

    @Override
    public void coveredFirst(Entry entry, Duration after) {}

    @Override
    public void provenFirst(Entry entry, Duration after) {}

    @Override
    public void heartbeat(int overdue, Duration oldest) {}

    @Override
    public void answered(String trigger, String answer) {}
  }
}
