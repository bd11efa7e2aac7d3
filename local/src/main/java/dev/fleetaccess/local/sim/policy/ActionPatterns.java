package dev.fleetaccess.local.sim.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The actions that a statement names; their case does not matter.
 *
 * @param exact those without a wildcard, which most are, in lower case
 * @param patterns the others
 */
record ActionPatterns(Set<String> exact, List<Glob> patterns) {
  ActionPatterns {
    exact = Set.copyOf(exact);
    patterns = List.copyOf(patterns);
  }

  static ActionPatterns of(List<String> names) {
    Set<String> exact = new HashSet<>();
    List<Glob> patterns = new ArrayList<>();
    for (String name : names) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.contains("*") || lower.contains("?")) {
        patterns.add(Glob.plain(lower));
      } else {
        exact.add(lower);
      }
    }
    return new ActionPatterns(exact, patterns);
  }

  /** Whether one of them is that action, which is in lower case. */
  boolean match(String action) {
    if (exact.contains(action)) {
      return true;
    }
    for (Glob each : patterns) {
      if (each.matches(action)) {
        return true;
      }
    }
    return false;
  }
}
