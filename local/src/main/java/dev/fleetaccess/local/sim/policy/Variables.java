package dev.fleetaccess.local.sim.policy;

import java.util.Optional;

/** Replaces policy variables such as <code>${aws:PrincipalAccount}</code>. */
final class Variables {
  private Variables() {}

  /**
   * The text with its variables replaced.
   *
   * @param wildcards whether {@code *} and {@code ?} outside variables are wildcards
   * @return empty when a variable has no single value and no default: nothing can match then
   */
  static Optional<String> expand(String text, RequestContext context, boolean wildcards) {
    var expanded = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int end = text.startsWith("${", i) ? text.indexOf('}', i) : -1;
      if (end < 0) {
        char c = text.charAt(i++);
        expanded.append(wildcards ? Glob.wildcard(c) : c);
        continue;
      }
      var value = value(text.substring(i + 2, end), context);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      expanded.append(value.get());
      i = end + 1;
    }
    return Optional.of(expanded.toString());
  }

  private static Optional<String> value(String variable, RequestContext context) {
    if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
      return Optional.of(variable);
    }
    var parts = variable.split(",", 2);
    var values = context.values(parts[0].strip());
    if (values.size() == 1) {
      return Optional.of(values.getFirst());
    }
    return parts.length == 2
        ? Optional.of(parts[1].strip().replaceAll("^'|'$", ""))
        : Optional.empty();
  }
}
