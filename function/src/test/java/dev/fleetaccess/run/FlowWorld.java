package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.FakeAccess;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.InMemoryInventory;
import dev.fleetaccess.ledger.InMemoryItems;
import dev.fleetaccess.ledger.InMemoryRollouts;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.RecordingTickQueue;
import dev.fleetaccess.plan.RecordingWorkQueue;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.proof.FakeChain;
import dev.fleetaccess.proof.Prover;
import dev.fleetaccess.reconcile.FakeChangeSets;
import dev.fleetaccess.reconcile.FakeRoles;
import dev.fleetaccess.reconcile.FakeStacks;
import dev.fleetaccess.reconcile.Patience;
import dev.fleetaccess.reconcile.Reconciler;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.FakeRoleRepository;
import dev.fleetaccess.release.InMemoryReleases;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** The two flows among fakes of all their ports: queues are emptied in the order of their dues. */
final class FlowWorld {
  static final AccountId MANAGEMENT = new AccountId("111111111111");
  static final AccountId HUB = new AccountId("222222222222");
  static final String ROLE = "OrganizationAccountAccessRole";
  private static final Duration STACK_TIME = Duration.ofSeconds(20);
  private static final int MOST_TURNS = 20_000;

  final FakeClock clock = new FakeClock();
  final FakeOrganization organization =
      new FakeOrganization(new OrganizationFacts("o-a1b2c3d4e5", MANAGEMENT, "aws"));
  final FakeAccess access = new FakeAccess();
  final FakeStacks stacks = new FakeStacks(clock, STACK_TIME);
  final FakeChain chain =
      new FakeChain(
          hub -> stacks.find(hub, "FleetAccess-Hub").isPresent(),
          spoke -> stacks.find(spoke, "FleetAccess-Spoke").isPresent());
  final FakeRoles roles = new FakeRoles();
  final FakeChangeSets changeSets = new FakeChangeSets(stacks, clock, Duration.ofSeconds(8));
  final FakeRoleRepository repository = new FakeRoleRepository();
  final InMemoryReleases releases = new InMemoryReleases();
  final InMemoryRollouts rollouts = new InMemoryRollouts();
  final InMemoryItems items = new InMemoryItems();
  final InMemoryInventory inventory = new InMemoryInventory();
  final RecordingWorkQueue work = new RecordingWorkQueue(clock);
  final RecordingTickQueue ticks = new RecordingTickQueue(clock);
  final List<String> said = new ArrayList<>();
  final List<WorkItem> failedDeliveries = new ArrayList<>();
  private final Orchestrator orchestrator;
  private final Worker worker;

  FlowWorld(int members) {
    access.allow(MANAGEMENT, "FleetAccess-Deployer");
    add(HUB);
    for (int i = 1; i < members; i++) {
      add(member(i));
    }
    var ledger = new Ledger(rollouts, items, inventory);
    var journal = new Said();
    var random = new SplittableRandom(1);
    var parallel = Parallel.on(Runnable::run);
    this.orchestrator =
        new Orchestrator(
            new Orchestrator.Ports(organization, repository, releases, ledger, work, ticks),
            new Orchestrator.Setting(
                Set.of(ROLE, "AWSControlTowerExecution"),
                "arn:aws:iam::111111111111:role/FleetAccess-Worker",
                new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(5))),
            new Orchestrator.Surroundings(clock, random, parallel, journal));
    var shelf = new ReleaseShelf(releases);
    var patience = new Patience(Duration.ofSeconds(30), random);
    this.worker =
        new Worker(
            ledger,
            shelf,
            access,
            "FleetAccess-Deployer",
            new Reconciler(stacks, changeSets, roles, patience),
            patience,
            new Prover(chain, random),
            new Endings(ledger, work, ticks, shelf, journal, clock),
            clock);
  }

  static AccountId member(int number) {
    return new AccountId("%012d".formatted(300_000_000_000L + number));
  }

  static CommitId commit(int number) {
    return new CommitId("%08x%032x".formatted(number, 0));
  }

  /** An account that lets us in. */
  void add(AccountId id) {
    add(id, AccountState.ACTIVE, Optional.of(clock.instant().minus(Duration.ofDays(30))));
    access.allow(id, ROLE);
  }

  void add(AccountId id, AccountState state, Optional<Instant> joined) {
    organization.put(new Account(id, "account " + id, state, joined));
  }

  /** The project's own templates, the manifest changed as told. */
  void push(int commit, Map<String, String> replacements) {
    push(commit, replacements, Map.of());
  }

  /** The same, and files beside them. */
  void push(int commit, Map<String, String> replacements, Map<String, String> more) {
    Map<String, String> files = new HashMap<>(more);
    Path folder = Path.of("..", "templates");
    for (String name :
        List.of("fleet.yaml", "hub-role.yaml", "org-read-only-role.yaml", "spoke-role.yaml")) {
      String text = read(folder.resolve(name));
      for (var replacement : replacements.entrySet()) {
        text = text.replace(replacement.getKey(), replacement.getValue());
      }
      files.put(name, text);
    }
    repository.push(commit(commit), files);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply handle(Trigger trigger) {
    return orchestrator.handle(trigger);
  }

  /** Delivers everything until nothing is left, time jumping to whatever is due next. */
  void settle() {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      ticks.takeDue().forEach(tick -> handle(new Trigger.Tick(tick.rollout(), tick.step())));
      work.takeDue().forEach(this::deliver);
      Optional<Instant> next = next();
      if (next.isEmpty()) {
        return;
      }
      if (next.get().isAfter(clock.instant())) {
        clock.advance(Duration.between(clock.instant(), next.get()));
      }
    }
    throw new AssertionError(
        String.join("\n", said.subList(Math.max(0, said.size() - 30), said.size()))
            + "\nthe queues never become empty");
  }

  /** Delivers one message as a queue would: what throws is delivered again by the test. */
  void deliver(WorkItem item) {
    try {
      worker.visit(item);
    } catch (RuntimeException e) {
      failedDeliveries.add(item);
    }
  }

  private Optional<Instant> next() {
    Optional<Instant> tick =
        ticks.waiting().stream().map(RecordingTickQueue.Sent::due).min(Instant::compareTo);
    Optional<Instant> item =
        work.waiting().stream().map(RecordingWorkQueue.Sent::due).min(Instant::compareTo);
    return tick.isPresent() && item.isPresent()
        ? Optional.of(tick.get().isBefore(item.get()) ? tick.get() : item.get())
        : tick.or(() -> item);
  }

  Rollout rollout(int commit) {
    return rollouts.find("release-" + commit(commit).value().substring(0, 12)).orElseThrow();
  }

  Map<AccountId, Entry> spokes(String rollout) {
    Map<AccountId, Entry> spokes = new HashMap<>();
    items.of(rollout).stream()
        .filter(entry -> entry.stack().equals("FleetAccess-Spoke"))
        .forEach(entry -> spokes.put(entry.account(), entry));
    return spokes;
  }

  /** Remembers what was said. */
  private final class Said implements Journal {
    @Override
    public void visited(Entry entry) {
      said.add(entry.account() + " " + entry.stack() + " " + entry.state() + " " + entry.note());
    }

    @Override
    public void rollout(String rollout, String message) {
      said.add(rollout + ": " + message);
    }

    @Override
    public void warning(String message, Map<String, String> fields) {
      said.add(message + " " + fields);
    }

    @Override
    public void overdue(int rollouts) {
      said.add(rollouts + " overdue");
    }

    @Override
    public void answered(String trigger, String answer) {
      said.add(trigger + " " + answer);
    }
  }
}
