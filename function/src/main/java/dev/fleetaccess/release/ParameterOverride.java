package dev.fleetaccess.release;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Other values of a stack's parameters for some accounts.
 *
 * @param selector which accounts
 * @param parameters the values
 * @param line where it stands in the manifest, from 1
 */
public record ParameterOverride(Selector selector, Map<String, String> parameters, int line) {
  public ParameterOverride {
    Objects.requireNonNull(selector);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** Whether it says the same, wherever it stands in the file. */
  boolean isLike(ParameterOverride other) {
    return selector.equals(other.selector) && parameters.equals(other.parameters);
  }
}
