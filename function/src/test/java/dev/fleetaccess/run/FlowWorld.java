package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Crash;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeAccess;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.Faults;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.CoverageCount;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.InMemoryInventory;
import dev.fleetaccess.ledger.InMemoryItems;
import dev.fleetaccess.ledger.InMemoryRollouts;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.plan.RecordingTickQueue;
import dev.fleetaccess.plan.RecordingWorkQueue;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.proof.FakeChain;
import dev.fleetaccess.proof.Prover;
import dev.fleetaccess.reconcile.FakeChangeSets;
import dev.fleetaccess.reconcile.FakeRoles;
import dev.fleetaccess.reconcile.FakeStack;
import dev.fleetaccess.reconcile.FakeStacks;
import dev.fleetaccess.reconcile.Patience;
import dev.fleetaccess.reconcile.Reconciler;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.FakeRoleRepository;
import dev.fleetaccess.release.InMemoryReleases;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.report.RolloutSummary;
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
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The two flows among fakes of all their ports: queues are emptied in the order of their dues. */
final class FlowWorld {
  static final AccountId MANAGEMENT = new AccountId("111111111111");
  static final AccountId HUB = new AccountId("222222222222");
  static final String ROLE = "OrganizationAccountAccessRole";
  static final String SPOKE = "FleetAccess-Spoke";
  static final Map<String, String> AS_IT_IS = Map.of();
  static final Map<String, String> CHANGED =
      Map.of("description: ", "description: anew, ", "Description: ", "Description: Anew, ");
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
          entered ->
              stacks.find(entered, "FleetAccess-Spoke").isPresent()
                  || stacks.find(entered, "FleetAccess-OrgReadOnly").isPresent());
  final FakeRoles roles = new FakeRoles();
  final FakeChangeSets changeSets = new FakeChangeSets(stacks, clock, Duration.ofSeconds(8));
  final FakeRoleRepository repository = new FakeRoleRepository();
  final InMemoryReleases releases = new InMemoryReleases();
  final InMemoryRollouts rollouts = new InMemoryRollouts();
  final InMemoryItems items = new InMemoryItems();
  final InMemoryInventory inventory = new InMemoryInventory();
  final RecordingWorkQueue work = new RecordingWorkQueue(clock);
  final RecordingTickQueue ticks = new RecordingTickQueue(clock);
  final FakeAnalyzer analyzer = new FakeAnalyzer();
  final RecordingNotices notices = new RecordingNotices();
  final Crash crash = new Crash();
  final List<String> said = new ArrayList<>();
  final List<WorkItem> failedDeliveries = new ArrayList<>();
  private int asked;
  private final Orchestrator orchestrator;
  private final Worker worker;
  private final MadeRoles made = new MadeRoles(stacks, roles, releases);

  FlowWorld(int members) {
    access.allow(MANAGEMENT, "FleetAccess-Deployer");
    add(HUB);
    for (int i = 1; i < members; i++) {
      add(member(i));
    }
    for (Faults faults :
        List.of(
            stacks.faults(),
            changeSets.faults(),
            roles.faults(),
            releases.faults(),
            rollouts.faults(),
            items.faults(),
            inventory.faults(),
            work.faults(),
            ticks.faults())) {
      faults.share(crash);
    }
    var ledger = new Ledger(rollouts, items, inventory);
    var journal = new Said();
    var random = new SplittableRandom(1);
    var parallel = Parallel.on(Runnable::run);
    this.orchestrator =
        new Orchestrator(
            new Orchestrator.Ports(
                organization, repository, releases, ledger, work, ticks, notices, analyzer),
            new Orchestrator.Setting(
                Set.of(ROLE, "AWSControlTowerExecution"),
                "arn:aws:iam::111111111111:role/FleetAccess-Worker",
                new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(5)),
                new Rates(75)),
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

  /** And more files beside them. */
  void push(int commit, Map<String, String> replacements, Map<String, String> more) {
    Map<String, String> files = new HashMap<>(more);
    for (String name :
        List.of("fleet.yaml", "hub-role.yaml", "org-read-only-role.yaml", "spoke-role.yaml")) {
      String text = template(name);
      for (var replacement : replacements.entrySet()) {
        text = text.replace(replacement.getKey(), replacement.getValue());
      }
      files.put(name, text);
    }
    repository.push(commit(commit), files);
  }

  String template(String name) {
    try {
      return Files.readString(Path.of("..", "templates", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The roles of a release that was read stand in its accounts as they are wanted. */
  void rolesStand(int commit, List<AccountId> accounts) {
    Release release =
        ReleaseReader.read(releases.get(commit(commit)).orElseThrow().source())
            .release()
            .orElseThrow();
    for (AccountId account : accounts) {
      for (Manifest.Stack stack : release.stacksFor(account)) {
        release.roles(stack.name(), account, Traits.NONE).forEach(role -> roles.put(account, role));
      }
    }
  }

  /** Somebody pushes, and everything runs to its end. */
  void pushed(int commit, Map<String, String> replacements) {
    push(commit, replacements);
    assertThat(handle(new Trigger.Pushed()).status()).isEqualTo(Reply.Status.STARTED);
    settle();
  }

  /** An account joins; nobody is told yet. */
  void joins(AccountId id) {
    add(id, AccountState.ACTIVE, Optional.of(clock.instant()));
    access.allow(id, ROLE);
  }

  /** Somebody asks once. */
  Reply handle(Trigger trigger) {
    return handle(trigger, "request-" + ++asked);
  }

  /** The request of that id is delivered, perhaps not for the first time. */
  Reply handle(Trigger trigger, String request) {
    return orchestrator.handle(trigger, request);
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

  /**
   * Delivers everything, dies once, and lets the heartbeat come by until nothing is open.
   *
   * @param begin what somebody sends; it comes again, as events and people do
   * @param lost whether a message is gone with the function that had it
   * @return whether it died
   */
  boolean survive(Consumer<FlowWorld> begin, boolean lost) {
    boolean died = !lives(() -> begin.accept(this), () -> begin.accept(this));
    for (int beat = 0; beat < 48; beat++) {
      Instant next = clock.instant().plus(Duration.ofMinutes(5));
      while (!clock.instant().isAfter(next)) {
        for (var tick : ticks.takeDue()) {
          Runnable taken = () -> handle(new Trigger.Tick(tick.rollout(), tick.step()));
          died |= !lives(taken, lost ? () -> {} : taken);
        }
        for (WorkItem item : work.takeDue()) {
          died |= !lives(() -> deliver(item), lost ? () -> {} : () -> deliver(item));
        }
        if (rollouts.overview().open().isEmpty()) {
          return died;
        }
        Instant due = next().filter(next::isAfter).orElse(next.plusSeconds(1));
        clock.advance(Duration.between(clock.instant(), due).plusMillis(1));
      }
      died |= !lives(() -> handle(new Trigger.Heartbeat()), () -> {});
    }
    return died;
  }

  private boolean lives(Runnable invocation, Runnable again) {
    crash.begin();
    try {
      invocation.run();
    } catch (Crash.Died | CompletionException gone) {
      said.add("an invocation ended: " + gone.getMessage());
    }
    boolean died = crash.begin();
    if (died) {
      again.run();
    }
    return !died;
  }

  /** Delivers one message as a queue would: what throws is delivered again by the test. */
  void deliver(WorkItem item) {
    items.stored(item).ifPresent(entry -> made.of(item.account(), item.stack(), entry.traits()));
    try {
      worker.visit(item);
    } catch (RuntimeException e) {
      failedDeliveries.add(item);
    }
  }

  /** A second passes. */
  void step() {
    stepWithout("");
  }

  /** And the ticks of that rollout are lost. */
  void stepWithout(String rollout) {
    ticks.takeDue().stream()
        .filter(tick -> !tick.rollout().equals(rollout))
        .forEach(tick -> handle(new Trigger.Tick(tick.rollout(), tick.step())));
    work.takeDue().forEach(this::deliver);
    clock.advance(Duration.ofSeconds(1));
  }

  void deliverTicks() {
    ticks.takeDue().forEach(tick -> handle(new Trigger.Tick(tick.rollout(), tick.step())));
  }

  void deliverFor(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      step();
    }
  }

  Pointers pointers() {
    return rollouts.overview().pointers();
  }

  Optional<FakeStack> spokeOf(AccountId id) {
    return stacks.find(id, SPOKE);
  }

  List<String> writesTo(AccountId id) {
    return stacks.writes().stream().filter(write -> write.contains(id.value())).toList();
  }

  static Failure denied() {
    return new Failure(Failure.Kind.DENIED, "AccessDenied", "not authorized: sts:AssumeRole");
  }

  static Failure throttled() {
    return new Failure(Failure.Kind.THROTTLED, "Throttling", "Rate exceeded");
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

  /** The accounts whose spoke was last brought to that release, as the inventory knows. */
  Set<AccountId> having(CommitId release) {
    return inventory.all().stream()
        .filter(holding -> holding.stack().equals(SPOKE))
        .filter(holding -> holding.release().equals(Optional.of(release)))
        .map(Holding::account)
        .collect(Collectors.toSet());
  }

  /** The account that a write named. */
  static AccountId accountOf(String write) {
    return new AccountId(write.split(" ")[1]);
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
    public void ended(RolloutSummary summary) {
      said.add(summary.rollout().id() + ": " + summary.sentence());
      summary.causes().forEach(cause -> said.add(summary.rollout().id() + ": " + cause));
    }

    @Override
    public void counted(CoverageCount count) {
      said.add(
          "%d covered, %d not, %d without proof"
              .formatted(count.covered(), count.notCovered(), count.notProven()));
    }

    @Override
    public void coveredFirst(Entry entry, Duration after) {
      said.add(entry.account() + " covered after " + after.toSeconds() + " s");
    }

    @Override
    public void provenFirst(Entry entry, Duration after) {
      said.add(entry.account() + " proven after " + after.toSeconds() + " s");
    }

    @Override
    public void heartbeat(int overdue, Duration oldest) {
      said.add(overdue + " overdue");
    }

    @Override
    public void answered(String trigger, String answer) {
      said.add(trigger + " " + answer);
    }
  }
}
