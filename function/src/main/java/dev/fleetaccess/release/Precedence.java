package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which override counts where several choose an account: the nearest. Its own id comes before the
 * unit it stands in, that before the units above, and those before its tags; between equals the
 * later in the file. Parameter by parameter, so that what one override does not set another may.
 * Pure.
 */
final class Precedence {
  private static final int BY_ID = 0;
  private static final int BY_TAGS = Integer.MAX_VALUE;

  private Precedence() {}

  /** The values that the manifest gives to a stack's parameters in an account. */
  static Map<String, String> parameters(Manifest.Stack stack, AccountId account, Traits traits) {
    if (stack.overrides().isEmpty()) {
      return stack.parameters();
    }
    var values = new TreeMap<>(stack.parameters());
    var nearest = new HashMap<String, Integer>();
    for (ParameterOverride override : stack.overrides()) {
      if (override.selector().matches(account, traits)) {
        int distance = distance(override.selector(), account, traits);
        override
            .parameters()
            .forEach(
                (name, value) -> {
                  if (distance <= nearest.getOrDefault(name, BY_TAGS)) {
                    nearest.put(name, distance);
                    values.put(name, value);
                  }
                });
      }
    }
    return values;
  }

  private static int distance(Selector selector, AccountId account, Traits traits) {
    if (selector.accounts().contains(account)) {
      return BY_ID;
    }
    for (int i = 0; i < traits.units().size(); i++) {
      if (selector.units().contains(traits.units().get(i))) {
        return i + 1;
      }
    }
    return BY_TAGS;
  }
}
