package dev.fleetaccess.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.aws.AccessAnalyzer;
import dev.fleetaccess.aws.AwsClients;
import dev.fleetaccess.aws.AwsNotices;
import dev.fleetaccess.aws.AwsOrganization;
import dev.fleetaccess.aws.CloudFormationChangeSets;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.CodeCommitRepository;
import dev.fleetaccess.aws.DynamoInventory;
import dev.fleetaccess.aws.DynamoItems;
import dev.fleetaccess.aws.DynamoReleases;
import dev.fleetaccess.aws.DynamoRollouts;
import dev.fleetaccess.aws.IamRoles;
import dev.fleetaccess.aws.LedgerTable;
import dev.fleetaccess.aws.SqsTickQueue;
import dev.fleetaccess.aws.SqsWorkQueue;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.aws.StsChain;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.proof.Prover;
import dev.fleetaccess.reconcile.Patience;
import dev.fleetaccess.reconcile.Reconciler;
import dev.fleetaccess.run.Deadlines;
import dev.fleetaccess.run.Endings;
import dev.fleetaccess.run.Journal;
import dev.fleetaccess.run.Orchestrator;
import dev.fleetaccess.run.Parallel;
import dev.fleetaccess.run.ReleaseShelf;
import dev.fleetaccess.run.Worker;
import dev.fleetaccess.trigger.TriggerParser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Where everything is put together, and the only place where time, chance and threads come from.
 */
final class Wiring {
  /** One invocation plans for so long before it looks at the rest of the rollout. */
  private static final Duration PLANNING = Duration.ofSeconds(5);

  /** Writes to the ledger side by side: enough to hide their latency on a fraction of a core. */
  private static final int WRITERS = 32;

  private final Settings settings;
  private final AwsClients clients;
  private final InstantSource clock = InstantSource.system();
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final ObjectMapper json = new ObjectMapper();
  private final Journal journal = new JsonJournal(json, System.out, clock);
  private final LedgerTable table;

  Wiring(Settings settings) {
    this.settings = Objects.requireNonNull(settings);
    this.clients = new AwsClients(settings.repositoryRegion());
    this.table = new LedgerTable(clients, settings.table(), calls);
  }

  static Wiring fromEnvironment() {
    return new Wiring(Settings.of(System.getenv()));
  }

  OrchestratorCalls orchestrator() {
    var ports =
        new Orchestrator.Ports(
            new AwsOrganization(clients),
            new CodeCommitRepository(clients, settings.repository(), settings.branch()),
            new DynamoReleases(table),
            ledger(),
            new SqsWorkQueue(clients, settings.workQueue(), calls),
            new SqsTickQueue(clients, settings.tickQueue()),
            new AwsNotices(clients, settings.noticesTopic()),
            new AccessAnalyzer(clients));
    var setting =
        new Orchestrator.Setting(
            settings.accessRoles(),
            settings.workerRoleArn(),
            new Deadlines(settings.tickEvery(), PLANNING),
            settings.rates());
    var parallel = Parallel.on(writers());
    var given = new Orchestrator.Surroundings(clock, chance(), parallel, journal);
    return new OrchestratorCalls(
        new Orchestrator(ports, setting, given),
        new TriggerParser(settings.repository(), settings.branch()),
        journal,
        json);
  }

  WorkerCalls worker() {
    var shelf = new ReleaseShelf(new DynamoReleases(table));
    var patience = new Patience(settings.lookAfter(), chance());
    var endings =
        new Endings(
            ledger(),
            new SqsWorkQueue(clients, settings.workQueue(), calls),
            new SqsTickQueue(clients, settings.tickQueue()),
            shelf,
            journal,
            clock);
    var worker =
        new Worker(
            ledger(),
            shelf,
            new StsAccess(clients, clock),
            settings.deployerRole(),
            new Reconciler(
                new CloudFormationStacks(clients),
                new CloudFormationChangeSets(clients),
                new IamRoles(clients),
                patience),
            patience,
            new Prover(new StsChain(clients, clock), chance()),
            endings,
            clock);
    return new WorkerCalls(worker, journal, calls);
  }

  /** Daemons, or a runtime whose main thread has ended would live on because of them. */
  static ExecutorService writers() {
    return Executors.newFixedThreadPool(
        WRITERS, Thread.ofPlatform().daemon().name("writer-", 0).factory());
  }

  private Ledger ledger() {
    return new Ledger(
        new DynamoRollouts(table), new DynamoItems(table), new DynamoInventory(table));
  }

  /** Drawn anew at each use, so that a snapshot of the process has no memory of it. */
  private static RandomGenerator chance() {
    return () -> ThreadLocalRandom.current().nextLong();
  }
}
