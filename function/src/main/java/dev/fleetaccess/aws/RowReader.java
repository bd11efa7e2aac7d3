package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a row of the table. Attributes that are not asked for are ignored, and one that is missing
 * reads as what it was before it existed: nothing, zero, false, the beginning of time.
 */
final class RowReader {
  private final Map<String, AttributeValue> row;

  RowReader(Map<String, AttributeValue> row) {
    this.row = row;
  }

  boolean has(String name) {
    return row.containsKey(name);
  }

  String text(String name) {
    return optional(name).orElse("");
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(row.get(name))
        .map(AttributeValue::s)
        .filter(value -> !value.isEmpty());
  }

  int number(String name) {
    return Optional.ofNullable(row.get(name))
        .map(AttributeValue::n)
        .map(Integer::parseInt)
        .orElse(0);
  }

  boolean flag(String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::bool).orElse(false);
  }

  Instant time(String name) {
    return optional(name).map(Instant::parse).orElse(Instant.EPOCH);
  }

  List<String> texts(String name) {
    return values(name).stream().map(AttributeValue::s).toList();
  }

  List<AttributeValue> values(String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::l).orElse(List.of());
  }

  Traits traits() {
    var tags = new HashMap<String, String>();
    Optional.ofNullable(row.get("tags"))
        .map(AttributeValue::m)
        .ifPresent(all -> all.forEach((name, value) -> tags.put(name, value.s())));
    return new Traits(texts("units"), tags);
  }

  Optional<Failure> failure() {
    return optional("failureKind")
        .map(kind -> new Failure(kind(kind), text("failureCode"), text("failureMessage")));
  }

  /** How often each kind of failure occurred. */
  Map<Failure.Kind, Integer> counts(String name) {
    var counts = new EnumMap<Failure.Kind, Integer>(Failure.Kind.class);
    Optional.ofNullable(row.get(name))
        .map(AttributeValue::m)
        .ifPresent(
            all ->
                all.forEach(
                    (kind, count) ->
                        counts.merge(kind(kind), Integer.parseInt(count.n()), Integer::sum)));
    return counts;
  }

  /** A kind that a newer version wrote is one that this one does not know. */
  private static Failure.Kind kind(String name) {
    for (Failure.Kind kind : Failure.Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return Failure.Kind.UNKNOWN;
  }
}
