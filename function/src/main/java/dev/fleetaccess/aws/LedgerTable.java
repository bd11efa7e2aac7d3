package dev.fleetaccess.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The one table of the ledger, keyed by {@code pk} and {@code sk}. Reads are strongly consistent.
 *
 * <table>
 * <caption>Its rows</caption>
 * <tr><th>pk</th><th>sk</th><th>what</th></tr>
 * <tr><td>{@code RELEASE#commit}</td><td>{@code MANIFEST}</td><td>a release and its findings</td></tr>
 * <tr><td>{@code RELEASE#commit}</td><td>{@code TEMPLATE#file#part}</td><td>a file of it</td></tr>
 * <tr><td>{@code POINTERS}</td><td>{@code POINTERS}</td><td>candidate and current</td></tr>
 * <tr><td>{@code POINTERS}</td><td>{@code REFUSED}</td><td>that the head was refused</td></tr>
 * <tr><td>{@code POINTERS}</td><td>{@code OPEN#rollout}</td><td>an open rollout</td></tr>
 * <tr><td>{@code ROLLOUT#id}</td><td>{@code META}</td><td>a rollout</td></tr>
 * <tr><td>{@code ROLLOUT#id}</td><td>{@code SUM}</td><td>what its items came to</td></tr>
 * <tr><td>{@code ROLLOUTS#month}</td><td>{@code time#rollout}</td><td>that it was opened</td></tr>
 * <tr><td>{@code ROLLOUT#id#00…15}</td><td>{@code ITEM#account#stack}</td><td>an item</td></tr>
 * <tr><td>{@code ACCOUNTS#00…15}</td><td>{@code account#stack}</td><td>the inventory</td></tr>
 * </table>
 */
public final class LedgerTable {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  /** The attribute by which DynamoDB removes rows, in seconds of the epoch. */
  static final String EXPIRY = "ttl";

  /** How long rows of rollouts are kept after they last changed. */
  static final Duration KEPT = Duration.ofDays(90);

  /**
   * Rows of one answer when all are read. An answer of the largest size, 1 MB, takes about 9 MB of
   * memory as the SDK reads it, and 16 are read side by side.
   */
  private static final int ROWS_AT_A_TIME = 500;

  private final DynamoDbClient dynamoDb;
  private final String name;
  private final Executor executor;

  /**
   * @param name the table's name
   * @param executor where shards are read side by side; its tasks must not be those that wait here,
   *     so virtual threads or a pool of its own
   */
  public LedgerTable(AwsClients clients, String name, Executor executor) {
    this(clients.dynamoDb(), name, executor);
  }

  LedgerTable(DynamoDbClient dynamoDb, String name, Executor executor) {
    this.dynamoDb = dynamoDb;
    this.name = name;
    this.executor = executor;
  }

  String name() {
    return name;
  }

  DynamoDbClient client() {
    return dynamoDb;
  }

  <T> T call(Supplier<T> call) {
    return AwsFailures.call(AwsService.DYNAMODB, call);
  }

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PARTITION, AttributeValue.fromS(partition), SORT, AttributeValue.fromS(sort));
  }

  Optional<RowReader> get(String partition, String sort) {
    var answer =
        call(
            () ->
                dynamoDb.getItem(
                    request ->
                        request.tableName(name).key(key(partition, sort)).consistentRead(true)));
    return answer.hasItem() ? Optional.of(new RowReader(answer.item())) : Optional.empty();
  }

  void put(RowWriter row) {
    call(() -> dynamoDb.putItem(request -> request.tableName(name).item(row.row())));
  }

  void delete(String partition, String sort) {
    call(() -> dynamoDb.deleteItem(request -> request.tableName(name).key(key(partition, sort))));
  }

  /** Every row of a partition whose sort key begins so, in the order of the sort keys. */
  List<RowReader> query(String partition, String sortPrefix) {
    QueryRequest.Builder request = all(partition);
    if (!sortPrefix.isEmpty()) {
      request
          .keyConditionExpression("#pk = :pk AND begins_with(#sk, :sk)")
          .expressionAttributeNames(Map.of("#pk", PARTITION, "#sk", SORT))
          .expressionAttributeValues(
              Map.of(
                  ":pk", AttributeValue.fromS(partition), ":sk", AttributeValue.fromS(sortPrefix)));
    }
    return pages(request);
  }

  private List<RowReader> pages(QueryRequest.Builder request) {
    List<RowReader> rows = new ArrayList<>();
    eachPage(request, rows::addAll);
    return rows;
  }

  private void eachPage(QueryRequest.Builder request, Consumer<List<RowReader>> visitor) {
    Map<String, AttributeValue> from = null;
    do {
      request.exclusiveStartKey(from);
      QueryResponse page = call(() -> dynamoDb.query(request.build()));
      visitor.accept(page.items().stream().map(RowReader::new).toList());
      from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
    } while (!from.isEmpty());
  }

  /** The last rows of a partition, the last one first; at most as many as a page holds. */
  List<RowReader> last(String partition, String sortUntil, int most) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .keyConditionExpression("#pk = :pk AND #sk <= :sk")
            .expressionAttributeNames(Map.of("#pk", PARTITION, "#sk", SORT))
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(partition), ":sk", AttributeValue.fromS(sortUntil)))
            .scanIndexForward(false)
            .limit(most)
            .build();
    return call(() -> dynamoDb.query(request)).items().stream().map(RowReader::new).toList();
  }

  /**
   * The rows of that sort key in each of the partitions, read side by side; what is not there is
   * left out.
   */
  List<RowReader> getAll(List<String> partitions, String sort) {
    List<Supplier<Optional<RowReader>>> gets =
        partitions.stream()
            .<Supplier<Optional<RowReader>>>map(partition -> () -> get(partition, sort))
            .toList();
    return gets.isEmpty()
        ? List.of()
        : SideBySide.call(executor, gets).stream().flatMap(Optional::stream).toList();
  }

  /**
   * Shows every row of every shard of a prefix: 16 queries side by side, whose pages are shown one
   * after the other and then forgotten.
   */
  <T> void eachOfShards(String prefix, Function<RowReader, T> reader, Consumer<T> visitor) {
    var turn = new ReentrantLock();
    List<Supplier<Boolean>> queries =
        Shards.all(prefix).stream()
            .<Supplier<Boolean>>map(
                partition ->
                    () -> {
                      eachPage(
                          all(partition).limit(ROWS_AT_A_TIME),
                          page -> {
                            List<T> read = page.stream().map(reader).toList();
                            turn.lock();
                            try {
                              read.forEach(visitor);
                            } finally {
                              turn.unlock();
                            }
                          });
                      return true;
                    })
            .toList();
    SideBySide.call(executor, queries);
  }

  private QueryRequest.Builder all(String partition) {
    return QueryRequest.builder()
        .tableName(name)
        .consistentRead(true)
        .keyConditionExpression("#pk = :pk")
        .expressionAttributeNames(Map.of("#pk", PARTITION))
        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition)));
  }
}
