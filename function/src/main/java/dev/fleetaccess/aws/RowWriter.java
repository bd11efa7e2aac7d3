package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Builds a row of the table. Every row carries the version of its form, and an optional value that
 * is missing is written as an empty text, so that every row of a sort has the same attributes.
 */
final class RowWriter {
  /** The version of every row's form. */
  private static final int VERSION = 1;

  private final Map<String, AttributeValue> row = new LinkedHashMap<>();

  RowWriter(String partition, String sort) {
    text(LedgerTable.PARTITION, partition).text(LedgerTable.SORT, sort).number("v", VERSION);
  }

  RowWriter text(String name, String value) {
    row.put(name, AttributeValue.fromS(value));
    return this;
  }

  RowWriter text(String name, Optional<String> value) {
    return text(name, value.orElse(""));
  }

  RowWriter number(String name, long value) {
    row.put(name, AttributeValue.fromN(String.valueOf(value)));
    return this;
  }

  RowWriter flag(String name, boolean value) {
    row.put(name, AttributeValue.fromBool(value));
    return this;
  }

  RowWriter time(String name, Instant value) {
    return text(name, value.toString());
  }

  RowWriter texts(String name, List<String> values) {
    row.put(name, AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList()));
    return this;
  }

  RowWriter value(String name, AttributeValue value) {
    row.put(name, value);
    return this;
  }

  RowWriter failure(Optional<Failure> failure) {
    return text("failureKind", failure.map(Failure::kind).map(Failure.Kind::name))
        .text("failureCode", failure.map(Failure::code))
        .text("failureMessage", failure.map(Failure::message));
  }

  RowWriter traits(Traits traits) {
    var tags = new LinkedHashMap<String, AttributeValue>();
    traits.tags().forEach((name, value) -> tags.put(name, AttributeValue.fromS(value)));
    return texts("units", traits.units()).value("tags", AttributeValue.fromM(tags));
  }

  /** The row is removed by DynamoDB 90 days after the time given. */
  RowWriter expiring(Instant from) {
    return number(LedgerTable.EXPIRY, from.plus(LedgerTable.KEPT).getEpochSecond());
  }

  Map<String, AttributeValue> row() {
    return row;
  }
}
