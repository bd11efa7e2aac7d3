package dev.fleetaccess.fleet;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of an account besides its id. Asking for it costs calls, so it is known only where
 * a manifest chooses accounts by it.
 *
 * @param units ids of the organizational units it stands in: the nearest first, the root last;
 *     empty where nobody asked
 * @param tags its tags in the organization; empty where nobody asked
 */
public record Traits(List<String> units, SortedMap<String, String> tags) {
  /** Nothing is known. */
  public static final Traits NONE = new Traits(List.of(), Map.of());

  public Traits {
    units = List.copyOf(units);
    Objects.requireNonNull(tags);
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /** Traits of tags in any order. */
  public Traits(List<String> units, Map<String, String> tags) {
    this(units, new TreeMap<>(tags));
  }
}
