package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.AwsClients;
import dev.fleetaccess.aws.LedgerTable;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.local.Clients;
import dev.fleetaccess.local.ports.SdkSettings;
import dev.fleetaccess.local.sim.sts.Session.Credentials;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sts.StsClient;

/** Our adapters' clients on moto, as the functions have them, for the tests of one class. */
final class Moto implements AutoCloseable {
  static final AccountId ACCOUNT = new AccountId("300000000001");
  static final String ROLE = "OrganizationAccountAccessRole";
  private static final String REGION = "us-east-1";
  private static final String KEY = "AKIAMOTO";
  private static final SessionTerms TERMS =
      new SessionTerms(
          "contract",
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}\
          """);

  private final URI endpoint;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SdkSettings settings;
  private final AwsClients clients;

  Moto(URI endpoint) {
    this.endpoint = endpoint;
    this.settings =
        SdkSettings.set(endpoint, REGION, new Credentials(KEY, "secret", "token", Instant.MAX));
    this.clients = new AwsClients(REGION);
  }

  URI endpoint() {
    return endpoint;
  }

  AwsClients clients() {
    return clients;
  }

  ExecutorService threads() {
    return threads;
  }

  /** A member account, entered. */
  Session session() {
    return new StsAccess(clients, InstantSource.system()).enter(ACCOUNT, ROLE, TERMS);
  }

  /** IAM in the account that {@link #session} is of, past our adapters. */
  IamClient iam() {
    try (var sts = Clients.client(StsClient.builder(), endpoint, KEY)) {
      var given =
          sts.assumeRole(
                  request ->
                      request
                          .roleArn("arn:aws:iam::" + ACCOUNT + ":role/" + ROLE)
                          .roleSessionName("somebody"))
              .credentials();
      return Clients.client(IamClient.builder(), endpoint, given.accessKeyId());
    }
  }

  /** An empty table. */
  LedgerTable table() {
    try (var dynamo = Clients.client(DynamoDbClient.builder(), endpoint, KEY)) {
      dynamo.createTable(
          request ->
              request
                  .tableName("ledger")
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(text("pk"), text("sk"))
                  .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    }
    return new LedgerTable(clients, "ledger", threads);
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** The URL of an empty queue. */
  String queue() {
    try (var sqs = Clients.client(SqsClient.builder(), endpoint, KEY)) {
      return sqs.createQueue(request -> request.queueName("contract")).queueUrl();
    }
  }

  /** The bodies of all messages that may be received now. */
  List<String> received(String queueUrl) {
    try (var sqs = Clients.client(SqsClient.builder(), endpoint, KEY)) {
      var bodies = new ArrayList<String>();
      List<Message> some;
      do {
        some = sqs.receiveMessage(r -> r.queueUrl(queueUrl).maxNumberOfMessages(10)).messages();
        some.forEach(message -> bodies.add(message.body()));
      } while (!some.isEmpty());
      return bodies;
    }
  }

  @Override
  public void close() {
    clients.close();
    settings.close();
    threads.shutdownNow();
  }
}
