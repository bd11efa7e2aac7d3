package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Maps in the order of their keys, so that every synthesis writes the same text.
 *
 * <p>{@code Map.of} changes its order from run to run, and CloudFormation would see a change in a
 * text that carries one.
 */
final class Ordered {
  private Ordered() {}

  /** A copy of the map, and of the maps in it, ordered by key. */
  static Map<String, Object> map(Map<String, ?> map) {
    var ordered = new TreeMap<String, Object>();
    map.forEach((key, value) -> ordered.put(key, value(value)));
    return ordered;
  }

  private static Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      var ordered = new TreeMap<String, Object>();
      map.forEach((key, inner) -> ordered.put(key.toString(), value(inner)));
      return ordered;
    }
    return value instanceof List<?> list ? list.stream().map(Ordered::value).toList() : value;
  }
}
