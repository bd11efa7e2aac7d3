package dev.fleetaccess.aws;

import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Rollouts and pointers in the table. A rollout is one row of its own and, as long as it is open,
 * one beside the pointers, so that the overview is one query; both change in one transaction.
 *
 * <p>When an answer is lost and the SDK asks again, {@link #move} may answer false for what it has
 * just written itself; the caller reads and decides anew.
 */
public final class DynamoRollouts implements Rollouts {
  private final LedgerTable table;

  public DynamoRollouts(LedgerTable table) {
    this.table = table;
  }

  @Override
  public Overview overview() {
    Pointers pointers = Pointers.NONE;
    List<RowReader> rows = table.query(RolloutRows.POINTERS, "");
    for (RowReader row : rows) {
      if (row.text(LedgerTable.SORT).equals(RolloutRows.POINTERS)) {
        pointers = RolloutRows.pointers(row);
      }
    }
    List<Open> open =
        rows.stream()
            .filter(row -> row.text(LedgerTable.SORT).startsWith(RolloutRows.OPEN))
            .map(RolloutRows::open)
            .toList();
    return new Overview(pointers, open);
  }

  @Override
  public boolean move(Pointers next) {
    var row = RolloutRows.row(next).row();
    boolean first = next.version() == 1;
    return table.call(
        () -> {
          try {
            table
                .client()
                .putItem(
                    request -> {
                      request.tableName(table.name()).item(row);
                      if (first) {
                        request.conditionExpression("attribute_not_exists(pk)");
                      } else {
                        request
                            .conditionExpression("#version = :before")
                            .expressionAttributeNames(Map.of("#version", RolloutRows.VERSION))
                            .expressionAttributeValues(before(next.version() - 1));
                      }
                    });
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  @Override
  public boolean open(Rollout rollout) {
    var meta =
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(table.name())
                        .item(RolloutRows.row(rollout).row())
                        .conditionExpression("attribute_not_exists(pk)"))
            .build();
    return transact(meta, openRow(rollout));
  }

  @Override
  public Optional<Rollout> find(String id) {
    return table.get(RolloutRows.partition(id), RolloutRows.META).map(RolloutRows::rollout);
  }

  @Override
  public boolean step(Rollout next) {
    var meta =
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(table.name())
                        .item(RolloutRows.row(next).row())
                        .conditionExpression("#step = :before")
                        .expressionAttributeNames(Map.of("#step", RolloutRows.STEP))
                        .expressionAttributeValues(before(next.step() - 1)))
            .build();
    return transact(meta, openRow(next));
  }

  private TransactWriteItem openRow(Rollout rollout) {
    if (rollout.open()) {
      return TransactWriteItem.builder()
          .put(put -> put.tableName(table.name()).item(RolloutRows.openRow(rollout).row()))
          .build();
    }
    return TransactWriteItem.builder()
        .delete(
            delete ->
                delete
                    .tableName(table.name())
                    .key(LedgerTable.key(RolloutRows.POINTERS, RolloutRows.OPEN + rollout.id())))
        .build();
  }

  /** Who met another writer tries once more: that one is done by then, and the condition tells. */
  private boolean transact(TransactWriteItem meta, TransactWriteItem open) {
    return table.call(
        () -> {
          try {
            return write(meta, open);
          } catch (TransactionCanceledException e) {
            if (cancelled(e, "TransactionConflict")) {
              return write(meta, open);
            }
            throw e;
          }
        });
  }

  private boolean write(TransactWriteItem meta, TransactWriteItem open) {
    try {
      table.client().transactWriteItems(request -> request.transactItems(meta, open));
      return true;
    } catch (TransactionCanceledException e) {
      if (cancelled(e, "ConditionalCheckFailed")) {
        return false;
      }
      throw e;
    }
  }

  private static boolean cancelled(TransactionCanceledException exception, String code) {
    return exception.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
  }

  private static Map<String, AttributeValue> before(int count) {
    return Map.of(":before", AttributeValue.fromN(String.valueOf(count)));
  }
}
