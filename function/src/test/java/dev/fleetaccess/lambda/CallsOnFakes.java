package dev.fleetaccess.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.DocumentedMessages;
import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.FakeAccess;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.ledger.InMemoryInventory;
import dev.fleetaccess.ledger.InMemoryItems;
import dev.fleetaccess.ledger.InMemoryRollouts;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.Rates;
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
import dev.fleetaccess.run.Deadlines;
import dev.fleetaccess.run.Endings;
import dev.fleetaccess.run.FakeAnalyzer;
import dev.fleetaccess.run.Orchestrator;
import dev.fleetaccess.run.Parallel;
import dev.fleetaccess.run.RecordingNotices;
import dev.fleetaccess.run.ReleaseShelf;
import dev.fleetaccess.run.Worker;
import dev.fleetaccess.trigger.Trigger;
import dev.fleetaccess.trigger.TriggerParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/** Both functions behind their handlers, wired as in Lambda but to the fakes of all ports. */
final class CallsOnFakes {
  static final ObjectMapper JSON = new ObjectMapper();
  static final AccountId MANAGEMENT = new AccountId("111111111111");
  static final AccountId HUB = new AccountId("222222222222");
  private static final String ROLE = "OrganizationAccountAccessRole";
  private static final Path TEMPLATES = Path.of("..", "templates");

  final FakeClock clock = new FakeClock();
  final FakeOrganization organization =
      new FakeOrganization(new OrganizationFacts("o-a1b2c3d4e5", MANAGEMENT, "aws"));
  final FakeAccess access = new FakeAccess();
  final FakeStacks stacks = new FakeStacks(clock, Duration.ofSeconds(20));
  final FakeRoleRepository repository = new FakeRoleRepository();
  final InMemoryRollouts rollouts = new InMemoryRollouts();
  final InMemoryItems items = new InMemoryItems();
  final RecordingWorkQueue work = new RecordingWorkQueue(clock);
  final RecordingTickQueue ticks = new RecordingTickQueue(clock);
  private final InMemoryReleases releases = new InMemoryReleases();
  private final Ledger ledger = new Ledger(rollouts, items, new InMemoryInventory());
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  final JsonJournal journal =
      new JsonJournal(JSON, new PrintStream(log, true, StandardCharsets.UTF_8), clock);
  private final OrchestratorCalls orchestrator = orchestrator();
  private int asked;

  /**
   * An organization of the management account, the hub and more members.
   *
   * @param more members beside the hub
   */
  CallsOnFakes(int more) {
    access.allow(MANAGEMENT, "FleetAccess-Deployer");
    add(HUB);
    for (int i = 1; i <= more; i++) {
      add(member(i));
    }
  }

  static AccountId member(int number) {
    return new AccountId("%012d".formatted(300_000_000_000L + number));
  }

  private void add(AccountId id) {
    Instant joined = clock.instant().minus(Duration.ofDays(30));
    organization.put(new Account(id, "account " + id, AccountState.ACTIVE, Optional.of(joined)));
    access.allow(id, ROLE);
  }

  /** The project's own templates with its own manifest. */
  void push(CommitId commit) throws IOException {
    push(commit, Files.readString(TEMPLATES.resolve("fleet.yaml")));
  }

  /** The project's own templates with the manifest given. */
  void push(CommitId commit, String manifest) throws IOException {
    Map<String, String> files = new HashMap<>(Map.of("fleet.yaml", manifest));
    for (String name : List.of("hub-role.yaml", "org-read-only-role.yaml", "spoke-role.yaml")) {
      files.put(name, Files.readString(TEMPLATES.resolve(name)));
    }
    repository.push(commit, files);
  }

  /** What the orchestrator answers to somebody who asks once. */
  JsonNode answer(String event) throws IOException {
    return answer(event, "request-" + ++asked);
  }

  /** What it answers to the request of that id. */
  JsonNode answer(String event, String request) throws IOException {
    var output = new ByteArrayOutputStream();
    orchestrator.answer(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, request);
    return JSON.readTree(output.toByteArray());
  }

  /** Pushes and goes as far as the spokes, all of them: their first messages, as they were sent. */
  List<WorkItem> spokeItems(CommitId commit) throws IOException {
    String manifest = Files.readString(TEMPLATES.resolve("fleet.yaml"));
    push(commit, manifest.replace("atOnce: {percent: 20}", "atOnce: all"));
    answer(DocumentedMessages.of("Events").getFirst().json());
    WorkerCalls worker = worker(Runnable::run);
    for (int turn = 0; turn < 100; turn++) {
      for (RecordingTickQueue.Sent tick : ticks.takeAll()) {
        answer(Batches.json(List.of(message(tick))));
      }
      List<WorkItem> sent = work.takeAll();
      if (sent.stream().anyMatch(item -> item.stack().equals("FleetAccess-Spoke"))) {
        return sent;
      }
      clock.advance(Duration.ofMinutes(1));
      worker.answer(Batches.event(sent.stream().map(Messages::write).toList()));
    }
    throw new AssertionError("no spoke is begun:\n" + String.join("\n", log()));
  }

  /** What the tick queue delivers. */
  static String message(RecordingTickQueue.Sent tick) {
    return Messages.write(new Trigger.Tick(tick.rollout(), tick.step()));
  }

  /** What was logged so far, a line each. */
  List<String> log() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }

  WorkerCalls worker(Executor executor) {
    var shelf = new ReleaseShelf(releases);
    var patience = new Patience(Duration.ofSeconds(30), new SplittableRandom(1));
    var worker =
        new Worker(
            ledger,
            shelf,
            access,
            "FleetAccess-Deployer",
            new Reconciler(
                stacks,
                new FakeChangeSets(stacks, clock, Duration.ofSeconds(8)),
                new FakeRoles(),
                patience),
            patience,
            new Prover(
                new FakeChain(
                    account -> stacks.find(account, "FleetAccess-Hub").isPresent(),
                    account ->
                        stacks.find(account, "FleetAccess-Spoke").isPresent()
                            || stacks.find(account, "FleetAccess-OrgReadOnly").isPresent()),
                new SplittableRandom(1)),
            new Endings(ledger, work, ticks, shelf, journal, clock),
            clock);
    return new WorkerCalls(worker, journal, executor);
  }

  private OrchestratorCalls orchestrator() {
    var ports =
        new Orchestrator.Ports(
            organization,
            repository,
            releases,
            ledger,
            work,
            ticks,
            new RecordingNotices(),
            new FakeAnalyzer());
    var setting =
        new Orchestrator.Setting(
            Set.of(ROLE, "AWSControlTowerExecution"),
            "arn:aws:iam::111111111111:role/FleetAccess-Worker",
            new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(5)),
            new Rates(75));
    var given =
        new Orchestrator.Surroundings(
            clock, new SplittableRandom(1), Parallel.on(Runnable::run), journal);
    return new OrchestratorCalls(
        new Orchestrator(ports, setting, given),
        new TriggerParser("fleet-access", "main"),
        journal,
        JSON);
  }
}
