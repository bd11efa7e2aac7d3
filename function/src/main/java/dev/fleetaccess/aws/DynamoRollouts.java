package dev.fleetaccess.aws;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Receipt;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Rollouts and pointers in the table. A rollout is one row of its own and, as long as it is open,
 * one beside the pointers, so that the overview is one query; both change in one transaction. A
 * third row, written when it is opened, finds it by that time for as long as it is kept. The
 * receipt of a request stands in the same transaction.
 *
 * <p>When an answer is lost and the SDK asks again, {@link #move} may answer false for what it has
 * just written itself; the caller reads and decides anew.
 */
public final class DynamoRollouts implements Rollouts {
  /** Rows of rollouts are kept for 90 days, so no older month has any. */
  private static final int MONTHS = 4;

  private final LedgerTable table;

  public DynamoRollouts(LedgerTable table) {
    this.table = table;
  }

  @Override
  public Overview overview() {
    Pointers pointers = Pointers.NONE;
    Optional<Refusal> refusal = Optional.empty();
    List<RowReader> rows = table.query(RolloutRows.POINTERS, "");
    for (RowReader row : rows) {
      if (row.text(LedgerTable.SORT).equals(RolloutRows.POINTERS)) {
        pointers = RolloutRows.pointers(row);
      } else if (row.text(LedgerTable.SORT).equals(RolloutRows.REFUSED)) {
        refusal = Optional.of(RolloutRows.refusal(row));
      }
    }
    List<Open> open =
        rows.stream()
            .filter(row -> row.text(LedgerTable.SORT).startsWith(RolloutRows.OPEN))
            .map(RolloutRows::open)
            .toList();
    return new Overview(pointers, open, refusal);
  }

  @Override
  public void refuse(Refusal refusal) {
    table.put(RolloutRows.refusedRow(refusal));
  }

  @Override
  public void lift(Refusal refusal) {
    table.call(
        () -> {
          try {
            table
                .client()
                .deleteItem(
                    request ->
                        request
                            .tableName(table.name())
                            .key(LedgerTable.key(RolloutRows.POINTERS, RolloutRows.REFUSED))
                            .conditionExpression("#release = :release")
                            .expressionAttributeNames(Map.of("#release", RolloutRows.RELEASE))
                            .expressionAttributeValues(
                                Map.of(
                                    ":release", AttributeValue.fromS(refusal.release().value()))));
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false; // It is gone, or another came in its place.
          }
        });
  }

  @Override
  public boolean move(Pointers next) {
    return replace(
        RolloutRows.row(next).row(),
        RolloutRows.VERSION,
        next.version() == 1
            ? Optional.empty()
            : Optional.of(AttributeValue.fromN(String.valueOf(next.version() - 1))));
  }

  @Override
  public Instant paced() {
    return table
        .get(RolloutRows.POINTERS, RolloutRows.PACE)
        .map(row -> row.time(RolloutRows.FREE))
        .orElse(Instant.EPOCH);
  }

  @Override
  public boolean pace(Instant before, Instant after) {
    var row =
        new RowWriter(RolloutRows.POINTERS, RolloutRows.PACE).time(RolloutRows.FREE, after).row();
    return replace(
        row,
        RolloutRows.FREE,
        before.equals(Instant.EPOCH)
            ? Optional.empty()
            : Optional.of(AttributeValue.fromS(before.toString())));
  }

  /**
   * Puts a row in place of the one that has that value, or where none stands when there is no value
   * before; false when somebody else was first.
   */
  private boolean replace(
      Map<String, AttributeValue> row, String attribute, Optional<AttributeValue> before) {
    return table.call(
        () -> {
          try {
            table
                .client()
                .putItem(
                    request -> {
                      request.tableName(table.name()).item(row);
                      if (before.isEmpty()) {
                        request.conditionExpression("attribute_not_exists(pk)");
                      } else {
                        request
                            .conditionExpression("#attribute = :before")
                            .expressionAttributeNames(Map.of("#attribute", attribute))
                            .expressionAttributeValues(Map.of(":before", before.get()));
                      }
                    });
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  @Override
  public boolean open(Rollout rollout, Optional<Receipt> receipt) {
    var meta =
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(table.name())
                        .item(RolloutRows.row(rollout).row())
                        .conditionExpression("attribute_not_exists(pk)"))
            .build();
    var opened =
        TransactWriteItem.builder()
            .put(put -> put.tableName(table.name()).item(RolloutRows.openedRow(rollout).row()))
            .build();
    return transact(with(receipt, rollout.started(), meta, openRow(rollout), opened));
  }

  @Override
  public Optional<Rollout> find(String id) {
    return table.get(RolloutRows.partition(id), RolloutRows.META).map(RolloutRows::rollout);
  }

  @Override
  public boolean step(Rollout next, Optional<Receipt> receipt) {
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
    return transact(with(receipt, next.changed(), meta, openRow(next)));
  }

  @Override
  public Optional<Receipt> receipt(String request) {
    return table.get(RolloutRows.request(request), RolloutRows.RECEIPT).map(RolloutRows::receipt);
  }

  private List<TransactWriteItem> with(
      Optional<Receipt> receipt, Instant when, TransactWriteItem... rows) {
    List<TransactWriteItem> all = new ArrayList<>(List.of(rows));
    receipt.ifPresent(
        kept ->
            all.add(
                TransactWriteItem.builder()
                    .put(
                        put ->
                            put.tableName(table.name())
                                .item(RolloutRows.receiptRow(kept, when).row())
                                .conditionExpression("attribute_not_exists(pk)"))
                    .build()));
    return all;
  }

  @Override
  public void sum(Rollout closed, Map<Entry.State, Integer> counts) {
    table.put(RolloutRows.sumRow(closed, counts));
  }

  @Override
  public Optional<Map<Entry.State, Integer>> counts(String id) {
    return table.get(RolloutRows.partition(id), RolloutRows.SUM).map(RolloutRows::sum);
  }

  @Override
  public List<Rollout> latest(Instant until, int most) {
    List<String> found = new ArrayList<>();
    Instant month = until;
    for (int months = 0; months < MONTHS && found.size() < most; months++) {
      table
          .last(RolloutRows.opened(month), RolloutRows.openedBy(until), most - found.size())
          .forEach(row -> found.add(RolloutRows.partition(row.text("rollout"))));
      month =
          YearMonth.from(month.atOffset(ZoneOffset.UTC))
              .atDay(1)
              .atStartOfDay()
              .minusNanos(1)
              .toInstant(ZoneOffset.UTC);
    }
    return table.getAll(found, RolloutRows.META).stream().map(RolloutRows::rollout).toList();
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
  private boolean transact(List<TransactWriteItem> rows) {
    return table.call(
        () -> {
          try {
            return write(rows);
          } catch (TransactionCanceledException e) {
            if (cancelled(e, "TransactionConflict")) {
              return write(rows);
            }
            throw e;
          }
        });
  }

  private boolean write(List<TransactWriteItem> rows) {
    try {
      table.client().transactWriteItems(request -> request.transactItems(rows));
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
