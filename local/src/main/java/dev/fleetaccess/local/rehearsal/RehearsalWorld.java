package dev.fleetaccess.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.ManagementRoles;
import dev.fleetaccess.local.blueprint.Blueprint;
import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.blueprint.IncompleteTemplate;
import dev.fleetaccess.local.blueprint.MappingPart;
import dev.fleetaccess.local.blueprint.RulePart;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.events.EventBus;
import dev.fleetaccess.local.events.Schedules;
import dev.fleetaccess.local.rehearsal.check.Invariants;
import dev.fleetaccess.local.rehearsal.check.Occurrences;
import dev.fleetaccess.local.rehearsal.check.Trace;
import dev.fleetaccess.local.rehearsal.cloud.Deliveries;
import dev.fleetaccess.local.rehearsal.cloud.Environment;
import dev.fleetaccess.local.rehearsal.cloud.QueueMapping;
import dev.fleetaccess.local.rehearsal.cloud.SimulatedFunction;
import dev.fleetaccess.local.rehearsal.cloud.SimulatedQueue;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.ledger.StoredInventory;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredReleases;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.rehearsal.port.Effects;
import dev.fleetaccess.local.rehearsal.port.RepositoryPort;
import dev.fleetaccess.local.rehearsal.port.TimedLedger;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.local.sim.Rates;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.WorldSettings;
import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.org.OrganizationSettings;
import dev.fleetaccess.local.sim.stack.StackTime;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.run.ReleaseShelf;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Everything of a rehearsal, put together. */
final class RehearsalWorld {
  static final String ORCHESTRATOR = "FleetAccess-Orchestrator";
  static final String WORKER = "FleetAccess-Worker";

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final String HUB = "222222222222";
  private static final String MANAGEMENT = "111111111111";
  private static final String REGION = "us-east-1";

  final RehearsalSettings settings;
  final VirtualTime time;
  final Faults faults;
  final Trace trace = new Trace();
  final Occurrences occurrences = new Occurrences();
  final Effects effects;
  final DrawnTimes drawn;
  final SimulatedOrganization organization;
  final Blueprint blueprint;
  final RepositoryPort repository;
  final StoredRollouts rollouts = new StoredRollouts();
  final StoredItems items = new StoredItems();
  final StoredInventory inventory = new StoredInventory();
  final StoredReleases releases = new StoredReleases();
  final Invariants invariants;
  final Progress progress;
  final Population population;
  final SteppingClock clock;
  final SimulatedQueue work;
  final SimulatedQueue ticks;
  final SimulatedFunction orchestrator;
  final SimulatedFunction worker;
  final Deliveries deliveries;
  private final EventBus bus;
  private final Set<String> halted = new HashSet<>();
  private final Map<String, Integer> unknown = new HashMap<>();

  RehearsalWorld(RehearsalSettings settings) {
    this.settings = settings;
    var chance = new SplittableRandom(settings.seed());
    this.time = new VirtualTime(START, chance.nextLong());
    this.clock = new SteppingClock(time);
    this.faults = new Faults(settings.faults(), chance.split());
    var latencies = new Latencies(chance.split());
    this.effects = new Effects(time, latencies, faults, trace);
    this.drawn =
        new DrawnTimes(
            StackTime.logNormal(Latencies.STACK_MEDIAN, Latencies.STACK_P99, settings.seed()));
    this.organization = new SimulatedOrganization(world(settings, drawn), time);
    var place = new Place("aws", REGION, MANAGEMENT);
    this.blueprint =
        Blueprint.read(
            settings.template(),
            new Blueprint.Deployment(
                place, "FleetAccess", URI.create("http://127.0.0.1"), Map.of()));
    new ManagementRoles(organization).install(blueprint);
    this.repository = new RepositoryPort(effects);
    var shelf = new ReleaseShelf(releases);
    this.invariants =
        new Invariants(
            organization,
            shelf::get,
            rollouts,
            items,
            inventory,
            trace,
            occurrences,
            time::elapsed);
    rollouts.onChange(
        this::stepped,
        invariants.spread()::moved,
        () -> occurrences.flow("step lost to another orchestrator"));
    this.progress = new Progress(time, invariants);
    this.population =
        new Population(
            organization,
            time,
            faults,
            new Hands(
                organization,
                time,
                faults,
                invariants,
                occurrences,
                this::written,
                this::underWay));
    this.work = queue(WORKER);
    this.ticks = queue(ORCHESTRATOR);
    work.onLast(this::dealtWith);
    var stored = new Ledger(rollouts, items, inventory);
    var timedReleases = TimedLedger.of(releases, effects);
    var parts =
        new FunctionParts(
            blueprint,
            organization,
            effects,
            clock,
            chance.split(),
            repository,
            TimedLedger.of(stored, effects, progress::recorded, this::unrecorded),
            timedReleases,
            new ReleaseShelf(timedReleases),
            work,
            ticks,
            invariants,
            invariants,
            occurrences);
    this.orchestrator = function(ORCHESTRATOR, parts::orchestrator);
    this.worker = function(WORKER, parts::worker);
    new QueueMapping(mapping(WORKER), work, worker, time, faults);
    new QueueMapping(mapping(ORCHESTRATOR), ticks, orchestrator, time, faults);
    this.deliveries = new Deliveries(orchestrator, time, faults, latencies);
    this.bus =
        new EventBus(
            blueprint.rules(),
            place,
            (arn, payload) -> {
              if (arn.contains(":lambda:")) {
                deliveries.event(payload);
              }
            },
            (event, rules) -> {},
            time);
    organization.onEvent(event -> bus.put(Json.read(event)));
    schedules();
  }

  private static WorldSettings world(RehearsalSettings settings, StackTime stackTime) {
    return new WorldSettings(
        new OrganizationSettings(
            Partition.AWS,
            "o-fleetlocal1",
            "r-flt1",
            MANAGEMENT,
            REGION,
            Latencies.ACCOUNT_CREATION,
            Latencies.ACCOUNT_READINESS,
            Latencies.ACCOUNT_CLOSING,
            !settings.faults().calm(),
            OrganizationSettings.StateAnswer.BOTH),
        HUB,
        settings.accounts(),
        settings.seed(),
        stackTime,
        Duration.ofSeconds(5),
        Latencies.ROLE_PROPAGATION,
        Rates.published());
  }

  /** Whether a write of ours to the account's spoke is under way or was not looked at yet. */
  private boolean written(String account) {
    AccountId id = new AccountId(account);
    return rollouts.overview().open().stream()
        .flatMap(open -> items.find(open.id(), id, Hands.STACK).stream())
        .anyMatch(entry -> !entry.state().ended() && entry.attempt().token().isPresent());
  }

  private boolean underWay(String account) {
    AccountId id = new AccountId(account);
    return rollouts.overview().open().stream()
        .flatMap(open -> items.find(open.id(), id, Hands.STACK).stream())
        .anyMatch(entry -> !entry.state().ended());
  }

  /** What was sent and is not known to be is sent again. */
  private void unrecorded(Entry entry) {
    if (entry.state() == Entry.State.SENT) {
      unknown.merge(entry.rollout(), 1, Integer::sum);
    }
  }

  /** How often a message of that rollout was sent and the ledger did not come to know of it. */
  int unknown(String rollout) {
    return unknown.getOrDefault(rollout, 0);
  }

  private void stepped(Rollout rollout) {
    invariants.spread().stepped(rollout);
    invariants.conduct().stepped(rollout);
    if (rollout.state() == Rollout.State.HALTED && halted.add(rollout.id())) {
      occurrences.flow("halt");
    }
  }

  private SimulatedQueue queue(String function) {
    String arn = mapping(function).queueArn();
    return new SimulatedQueue(
        blueprint
            .queue(arn)
            .orElseThrow(() -> new IncompleteTemplate("the template has no queue " + arn)),
        time,
        faults);
  }

  private MappingPart mapping(String function) {
    return blueprint.mappings().stream()
        .filter(mapping -> mapping.function().equals(function))
        .findFirst()
        .orElseThrow(() -> new IncompleteTemplate("no queue feeds " + function));
  }

  private SimulatedFunction function(String name, Supplier<Environment> environments) {
    FunctionPart part = blueprint.function(name);
    return new SimulatedFunction(part, time, environments);
  }

  /** Rules that fire by the clock, and the model's own events, which wait to be asked for. */
  private void schedules() {
    for (RulePart rule : blueprint.rules()) {
      rule.schedule()
          .flatMap(Schedules::period)
          .ifPresent(
              period ->
                  rule.targets()
                      .forEach(
                          target ->
                              every(period, () -> deliveries.event(target.input().orElse("{}")))));
    }
    every(Duration.ofSeconds(1), organization::settle);
  }

  private void every(Duration period, Runnable action) {
    time.after(
        period,
        () -> {
          action.run();
          every(period, action);
        });
  }

  /** Nobody but the queue may lose a message: an item that is open has one under way. */
  private void dealtWith(String subject) {
    String[] part = subject.split(" ");
    AccountId account = new AccountId(part[1]);
    items
        .find(part[0], account, part[2])
        .filter(entry -> entry.state() == Entry.State.SENT)
        .ifPresent(
            entry ->
                invariants.breach(
                    part[1], part[0] + ": no message of " + part[2] + " is under way any more"));
  }

  /** Somebody pushes to the role repository. */
  void push(CommitId commit, Map<String, String> files) {
    repository.push(commit, files);
    String name = blueprint.function(ORCHESTRATOR).environment().get("FLEET_REPOSITORY");
    JsonNode detail =
        Json.object()
            .put("event", "referenceUpdated")
            .put("repositoryName", name)
            .put("referenceType", "branch")
            .put(
                "referenceName", blueprint.function(ORCHESTRATOR).environment().get("FLEET_BRANCH"))
            .put("commitId", commit.value());
    bus.put(
        bus.envelope(
            "aws.codecommit",
            "CodeCommit Repository State Change",
            List.of("arn:aws:codecommit:" + REGION + ":" + MANAGEMENT + ":" + name),
            detail));
  }

  /** Messages and events that were given up so far. */
  int dead() {
    return work.dead() + ticks.dead() + deliveries.dead();
  }

  /** The accounts in the order they are listed. */
  List<String> listed() {
    return organization.locked(
        () -> {
          List<String> ids = new ArrayList<>();
          organization.organization().accounts().forEach(account -> ids.add(account.id()));
          return ids;
        });
  }
}
