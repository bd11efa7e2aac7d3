package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.blueprint.Resources.Resource;
import dev.fleetaccess.local.endpoint.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads queues, tables, repositories and topics. */
final class StorageReader {
  /** What DynamoDB Local's CreateTable takes of a table's definition. */
  private static final List<String> CREATE_TABLE =
      List.of(
          "AttributeDefinitions",
          "KeySchema",
          "GlobalSecondaryIndexes",
          "LocalSecondaryIndexes",
          "StreamSpecification");

  /** SQS's defaults. */
  private static final int VISIBILITY_SECONDS = 30;

  private static final int RETENTION_SECONDS = 345_600;

  private final Resources resources;

  StorageReader(Resources resources) {
    this.resources = Objects.requireNonNull(resources);
  }

  List<QueuePart> queues() {
    var queues =
        new ArrayList<>(
            resources.ofType("AWS::SQS::Queue").stream().map(StorageReader::queue).toList());
    queues.sort(Comparator.comparing(queue -> queue.redrive().isPresent()));
    return queues;
  }

  List<TablePart> tables() {
    var tables = new ArrayList<TablePart>();
    resources.ofType("AWS::DynamoDB::Table").forEach(table -> tables.add(table(table)));
    resources.ofType("AWS::DynamoDB::GlobalTable").forEach(table -> tables.add(table(table)));
    return tables;
  }

  List<RepositoryPart> repositories() {
    return resources.ofType("AWS::CodeCommit::Repository").stream()
        .map(repository -> new RepositoryPart(repository.name(), repository.arn()))
        .toList();
  }

  List<String> topics() {
    return resources.ofType("AWS::SNS::Topic").stream().map(Resource::arn).toList();
  }

  private static QueuePart queue(Resource queue) {
    JsonNode properties = queue.properties();
    if (properties.path("FifoQueue").asBoolean()) {
      throw new IncompleteTemplate(queue.id() + " is a FIFO queue; the local parts have none");
    }
    JsonNode redrive = properties.path("RedrivePolicy");
    return new QueuePart(
        queue.name(),
        queue.arn(),
        seconds(properties, "VisibilityTimeout", VISIBILITY_SECONDS),
        seconds(properties, "DelaySeconds", 0),
        seconds(properties, "MessageRetentionPeriod", RETENTION_SECONDS),
        redrive.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new QueuePart.Redrive(
                    redrive.path("deadLetterTargetArn").asText(),
                    redrive.path("maxReceiveCount").asInt())));
  }

  private static Duration seconds(JsonNode properties, String property, int otherwise) {
    return Duration.ofSeconds(properties.path(property).asInt(otherwise));
  }

  private static TablePart table(Resource table) {
    ObjectNode definition = Json.object();
    for (String property : CREATE_TABLE) {
      if (table.properties().has(property)) {
        definition.set(property, table.properties().get(property));
      }
    }
    if (!definition.has("KeySchema")) {
      throw new IncompleteTemplate(table.id() + " has no KeySchema");
    }
    definition.put("TableName", table.name()).put("BillingMode", "PAY_PER_REQUEST");
    JsonNode expiry = table.properties().path("TimeToLiveSpecification");
    return new TablePart(
        table.name(),
        table.arn(),
        definition,
        expiry.path("Enabled").asBoolean()
            ? Optional.of(expiry.path("AttributeName").asText())
            : Optional.empty());
  }
}
