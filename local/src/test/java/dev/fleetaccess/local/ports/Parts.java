package dev.fleetaccess.local.ports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.aws.AwsClients;
import dev.fleetaccess.aws.LedgerTable;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.local.Clients;
import dev.fleetaccess.local.blueprint.QueuePart;
import dev.fleetaccess.local.blueprint.TablePart;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.ForwardingService;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.queue.LocalQueues;
import dev.fleetaccess.local.sim.Rates;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.WorldSettings;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.table.LocalTables;
import dev.fleetaccess.local.wire.SimulatedServices;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The local parts behind one endpoint, and our adapters' clients as the functions have them: where
 * they call and as whom comes from the SDK's own settings. Started once for all contracts; each
 * contract gets a table, a queue, an account of its own.
 */
final class Parts implements AutoCloseable {
  static final Place PLACE = new Place("aws", "us-east-1", "111111111111");

  /** Enough for three pages of the organization, and for an account a test. */
  static final int MEMBERS = 120;

  /** The role by which a member lets the management account in. */
  static final String ACCESS_ROLE = "OrganizationAccountAccessRole";

  /** Longer than a stack or a change set takes. */
  private static final Duration LONG = Duration.ofMinutes(1);

  /** On these terms an account may be entered that a test acts in. */
  static final SessionTerms TERMS =
      new SessionTerms(
          "contract",
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}\
          """);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger given = new AtomicInteger();
  private final AtomicInteger accounts = new AtomicInteger();
  private final FakeClock clock = new FakeClock();
  private final SimulatedOrganization world =
      new SimulatedOrganization(WorldSettings.local(MEMBERS).with(Rates.unlimited()), clock);
  private final Path folder = Files.createTempDirectory("fleetaccess-parts");
  private final Endpoint endpoint = Endpoint.bind(0);
  private final LocalTables tables = LocalTables.start(folder.resolve("native"));
  private final LocalQueues queues = LocalQueues.start(PLACE, endpoint.uri(), http);
  private final SdkSettings settings;
  private final AwsClients clients;

  Parts() throws IOException {
    endpoint.offer(new ForwardingService(Set.of("dynamodb"), tables.uri(), http));
    endpoint.offer(new ForwardingService(Set.of("sqs"), queues.uri(), http));
    SimulatedServices.of(world).forEach(endpoint::offer);
    endpoint.start();
    var administrator =
        RoleSpec.of("Administrator", trustOfManagement())
            .attaching(List.of("arn:aws:iam::aws:policy/AdministratorAccess"));
    world.createRole(PLACE.account(), administrator);
    settings =
        SdkSettings.set(
            endpoint.uri(),
            PLACE.region(),
            world
                .issue(PLACE.iamArn("role/Administrator"), "contracts", Duration.ofHours(12))
                .credentials());
    clients = new AwsClients(PLACE.region());
  }

  AwsClients clients() {
    return clients;
  }

  ExecutorService threads() {
    return threads;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** The time that the organization lives by. */
  FakeClock clock() {
    return clock;
  }

  SimulatedOrganization world() {
    return world;
  }

  /**
   * Lets what is in progress come to its end: a creation that fails is rolled back, each in its own
   * time.
   */
  void settle() {
    for (int step = 0; step < 2; step++) {
      clock.advance(LONG);
      world.settle();
    }
  }

  private int number() {
    return given.incrementAndGet();
  }

  /** The members after the hub, counted from 1. */
  static AccountId member(int number) {
    return new AccountId(Long.toString(300_000_000_000L + number));
  }

  /** A member that has no stack yet. */
  AccountId account() {
    return member(accounts.incrementAndGet());
  }

  /** An empty folder of one's own. */
  Path folder() throws IOException {
    return Files.createDirectory(folder.resolve("folder-" + number()));
  }

  /** An empty table. */
  LedgerTable table() {
    String name = "table-" + number();
    ObjectNode definition =
        (ObjectNode)
            Json.read(
                """
                {"BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]}
                """);
    definition.put("TableName", name);
    tables.create(
        new TablePart(name, PLACE.arn("dynamodb", "table/" + name), definition, Optional.of("ttl")),
        http);
    return new LedgerTable(clients, name, threads);
  }

  /** The URL of an empty queue. */
  String queue() {
    String name = "queue-" + number();
    Duration visibility = Duration.ofMinutes(1);
    queues.create(
        List.of(
            new QueuePart(
                name,
                PLACE.arn("sqs", name),
                visibility,
                Duration.ZERO,
                Duration.ofDays(1),
                Optional.empty())),
        visibility);
    return endpoint.uri() + "/" + PLACE.account() + "/" + name;
  }

  /** The bodies of all messages that may be received now. */
  List<String> received(String queueUrl) {
    try (var sqs = Clients.client(SqsClient.builder(), endpoint.uri(), "READER")) {
      var bodies = new ArrayList<String>();
      List<Message> some;
      do {
        some = sqs.receiveMessage(r -> r.queueUrl(queueUrl).maxNumberOfMessages(10)).messages();
        some.forEach(message -> bodies.add(message.body()));
      } while (!some.isEmpty());
      return bodies;
    }
  }

  /** A trust policy for the management account. */
  static PolicyDocument trustOfManagement() {
    return PolicyDocument.parse(
        """
        {"Version": "2012-10-17",
         "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}}]}
        """
            .formatted(PLACE.iamArn("root")));
  }

  @Override
  public void close() throws IOException {
    clients.close();
    settings.close();
    endpoint.close();
    queues.close();
    tables.close();
    threads.shutdownNow();
    http.close();
    try (var tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
