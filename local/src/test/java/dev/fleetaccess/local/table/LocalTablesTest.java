package dev.fleetaccess.local.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.Clients;
import dev.fleetaccess.local.blueprint.TablePart;
import dev.fleetaccess.local.endpoint.Authorizer.Verdict;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.ForwardingService;
import dev.fleetaccess.local.endpoint.GuardedService;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class LocalTablesTest {
  private static final Place PLACE = new Place("aws", "us-east-1", "111111111111");
  private static final String ARN = "arn:aws:dynamodb:us-east-1:111111111111:table/fleet-access";

  @TempDir static Path folder;
  private static Endpoint endpoint;
  private static LocalTables tables;
  private static DynamoDbClient admin;
  private static DynamoDbClient writer;

  @BeforeAll
  static void start() {
    endpoint = Endpoint.bind(0);
    var http = HttpClient.newHttpClient();
    tables = LocalTables.start(folder.resolve("native"));
    Set<String> allowed = Set.of("dynamodb:PutItem", "dynamodb:UpdateItem");
    endpoint.offer(
        new GuardedService(
            new ForwardingService(Set.of("dynamodb"), tables.uri(), http),
            new TableAccesses(PLACE),
            (key, access) ->
                key.equals("ADMIN")
                        || (allowed.contains(access.action()) && access.resource().equals(ARN))
                    ? new Verdict.Allowed()
                    : new Verdict.Denied("may not " + access.action())));
    endpoint.start();
    var definition =
        Json.read(
            """
            {"TableName": "fleet-access", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]}
            """);
    tables.create(new TablePart("fleet-access", ARN, definition, Optional.of("ttl")), http);
    admin = Clients.client(DynamoDbClient.builder(), endpoint.uri(), "ADMIN");
    writer = Clients.client(DynamoDbClient.builder(), endpoint.uri(), "WRITER");
  }

  @AfterAll
  static void stop() {
    tables.close();
    endpoint.close();
  }

  @Test
  void theTableStandsWithItsExpiryAttribute() {
    var expiry = admin.describeTimeToLive(r -> r.tableName("fleet-access")).timeToLiveDescription();
    assertThat(expiry.attributeName()).isEqualTo("ttl");
    assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
  }

  @Test
  void aConditionThatFailsIsTheModelledError() {
    admin.putItem(r -> r.tableName("fleet-access").item(item("A", "1")));
    assertThatThrownBy(
            () ->
                admin.putItem(
                    r ->
                        r.tableName("fleet-access")
                            .item(item("A", "1"))
                            .conditionExpression("attribute_not_exists(pk)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void aTransactionNeedsTheActionOfEachEntry() {
    writer.transactWriteItems(r -> r.transactItems(List.of(put("B", "1"))));
    assertThatThrownBy(
            () ->
                writer.transactWriteItems(
                    r ->
                        r.transactItems(
                            List.of(
                                put("B", "2"),
                                TransactWriteItem.builder()
                                    .delete(d -> d.tableName("fleet-access").key(item("B", "1")))
                                    .build()))))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("may not dynamodb:DeleteItem");
    assertThat(admin.getItem(r -> r.tableName("fleet-access").key(item("B", "2"))).hasItem())
        .as("a refused transaction leaves nothing")
        .isFalse();
  }

  @Test
  void whatNoPolicyAllowsIsDenied() {
    assertThatThrownBy(() -> writer.deleteTable(r -> r.tableName("fleet-access")))
        .hasMessageContaining("may not dynamodb:DeleteTable");
  }

  @Test
  void everySystemWeNameHasALibraryThatTravelsInTheJar() {
    for (var system :
        List.of(
            Map.entry("Linux", "amd64"),
            Map.entry("Mac OS X", "aarch64"),
            Map.entry("Mac OS X", "x86_64"),
            Map.entry("Windows 11", "amd64"))) {
      var library = NativeLibrary.library(system.getKey(), system.getValue());
      assertThat(library).isPresent();
      assertThat(NativeLibrary.class.getResource(library.get().resource()))
          .as(system.toString())
          .isNotNull();
    }
    assertThat(NativeLibrary.library("Linux", "riscv64")).isEmpty();
  }

  private static TransactWriteItem put(String partition, String sort) {
    return TransactWriteItem.builder()
        .put(p -> p.tableName("fleet-access").item(item(partition, sort)))
        .build();
  }

  private static Map<String, AttributeValue> item(String partition, String sort) {
    return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
  }
}
