package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Items;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Items of rollouts in the table, spread over 16 partitions a rollout by account.
 *
 * <p>When an answer is lost and the SDK asks again, what was just written is found there: {@link
 * #plan} then tells of it as if it had been there before, and {@link #record} answers false. Both
 * only make the caller look again.
 */
public final class DynamoItems implements Items {
  private final LedgerTable table;

  public DynamoItems(LedgerTable table) {
    this.table = table;
  }

  @Override
  public Optional<Entry> plan(Entry entry) {
    Map<String, AttributeValue> row = EntryRows.row(entry);
    var update = new Update();
    EntryRows.attributes(row)
        .forEach(
            (name, value) -> {
              if (EntryRows.toldByListing(name, entry)) {
                update.set(name, value);
              } else {
                update.setIfMissing(name, value);
              }
            });
    var answer =
        table.call(
            () ->
                table
                    .client()
                    .updateItem(
                        request ->
                            request
                                .tableName(table.name())
                                .key(EntryRows.key(row))
                                .updateExpression(update.expression())
                                .expressionAttributeNames(update.names)
                                .expressionAttributeValues(update.values)
                                .returnValues(ReturnValue.ALL_OLD)));
    return answer.hasAttributes() && !answer.attributes().isEmpty()
        ? Optional.of(EntryRows.read(new RowReader(answer.attributes())))
        : Optional.empty();
  }

  @Override
  public Optional<Entry> find(String rollout, AccountId account, String stack) {
    return table
        .get(EntryRows.partition(rollout, account), EntryRows.sort(account, stack))
        .map(EntryRows::read);
  }

  @Override
  public List<Entry> of(String rollout) {
    List<Entry> entries = new ArrayList<>();
    each(rollout, entries::add);
    entries.sort(Comparator.comparing(Entry::account).thenComparing(Entry::stack));
    return List.copyOf(entries);
  }

  @Override
  public void each(String rollout, Consumer<Entry> visitor) {
    table.eachOfShards(EntryRows.prefix(rollout), EntryRows::read, visitor);
  }

  @Override
  public boolean record(Entry before, Entry after) {
    Map<String, AttributeValue> row = EntryRows.row(after);
    var update = new Update();
    EntryRows.attributes(row)
        .forEach(
            (name, value) -> {
              // What the listing told stays: it may have come by since `before` was read.
              if (!EntryRows.isOfListing(name)) {
                update.set(name, value);
              }
            });
    String condition = update.unchangedSince(before);
    return table.call(
        () -> {
          try {
            table
                .client()
                .updateItem(
                    request ->
                        request
                            .tableName(table.name())
                            .key(EntryRows.key(row))
                            .updateExpression(update.expression())
                            .conditionExpression(condition)
                            .expressionAttributeNames(update.names)
                            .expressionAttributeValues(update.values));
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  /** An update expression in the making; every name goes in as a placeholder. */
  private static final class Update {
    private final StringJoiner sets = new StringJoiner(", ", "SET ", "");
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    void set(String name, AttributeValue value) {
      sets.add("#" + name + " = :" + name);
      names.put("#" + name, name);
      values.put(":" + name, value);
    }

    void setIfMissing(String name, AttributeValue value) {
      sets.add("#%1$s = if_not_exists(#%1$s, :%1$s)".formatted(name));
      names.put("#" + name, name);
      values.put(":" + name, value);
    }

    String expression() {
      return sets.toString();
    }

    /**
     * An open item may be changed by whoever is not behind it in visits; one that has ended only by
     * who saw that very end.
     */
    String unchangedSince(Entry before) {
      values.put(":seenVisit", AttributeValue.fromN(String.valueOf(before.attempt().visit())));
      if (before.state().ended()) {
        values.put(":seenState", AttributeValue.fromS(before.state().name()));
        return "#state = :seenState AND #visit = :seenVisit";
      }
      values.put(":planned", AttributeValue.fromS(Entry.State.PLANNED.name()));
      values.put(":sent", AttributeValue.fromS(Entry.State.SENT.name()));
      return "#state IN (:planned, :sent) AND #visit <= :seenVisit";
    }
  }
}
