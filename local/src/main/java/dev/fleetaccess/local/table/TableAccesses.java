package dev.fleetaccess.local.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.endpoint.AccessMapping;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Operation;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which IAM actions a DynamoDB request needs; a transaction needs those of its entries. */
public final class TableAccesses implements AccessMapping {
  private static final Map<String, String> TRANSACTION_ACTIONS =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem",
          "Get", "GetItem");

  private final Place place;

  /** For tables of one place. */
  public TableAccesses(Place place) {
    this.place = Objects.requireNonNull(place);
  }

  @Override
  public List<Access> accesses(WireRequest request) {
    String operation = Operation.of(request);
    JsonNode body = Json.read(request.body());
    var accesses = new ArrayList<Access>();
    switch (operation) {
      case "TransactWriteItems", "TransactGetItems" -> {
        for (JsonNode entry : body.path("TransactItems")) {
          entry
              .properties()
              .forEach(
                  item ->
                      accesses.add(
                          access(
                              TRANSACTION_ACTIONS.getOrDefault(item.getKey(), operation),
                              item.getValue())));
        }
      }
      case "BatchWriteItem", "BatchGetItem" ->
          body.path("RequestItems")
              .properties()
              .forEach(
                  table -> accesses.add(new Access("dynamodb:" + operation, arn(table.getKey()))));
      default -> accesses.add(access(operation, body));
    }
    return List.copyOf(accesses);
  }

  private Access access(String operation, JsonNode item) {
    String table = item.path("TableName").asText(item.path("ResourceArn").asText());
    if (table.isEmpty()) {
      return new Access("dynamodb:" + operation, "*");
    }
    String index = item.path("IndexName").asText();
    return new Access(
        "dynamodb:" + operation, arn(table) + (index.isEmpty() ? "" : "/index/" + index));
  }

  private String arn(String table) {
    return table.startsWith("arn:") ? table : place.arn("dynamodb", "table/" + table);
  }
}
