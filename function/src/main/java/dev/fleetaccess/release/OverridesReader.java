package dev.fleetaccess.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a stack's {@code overrides}. Two that give one parameter different values for what both of
 * them name, an account, a unit or the same tags, are a mistake whoever they meet on.
 */
final class OverridesReader {
  private static final LinkedHashSet<String> KEYS =
      Fields.keys("accounts", "units", "tags", "parameters");

  private final Findings findings;
  private final List<ParameterOverride> overrides = new ArrayList<>();
  private final List<StackEntry.Named> named = new ArrayList<>();
  private final Map<String, Said> said = new HashMap<>();

  OverridesReader(Findings findings) {
    this.findings = findings;
  }

  /** What was said of a parameter for one name, and on which line. */
  private record Said(String value, int line) {}

  /** Reads them; afterwards {@link #named} has every parameter that they set. */
  List<ParameterOverride> read(Fields stack) {
    for (YamlValue item : stack.items("overrides")) {
      Fields.of(item, "an override", KEYS, findings).ifPresent(this::override);
    }
    return List.copyOf(overrides);
  }

  List<StackEntry.Named> named() {
    return List.copyOf(named);
  }

  private void override(Fields fields) {
    Selector selector = SelectorReader.read(fields, "an override");
    if (selector.isNobody()) {
      fields.error(
          "override-of-nobody",
          fields.line(),
          "This override chooses no account: name 'accounts', 'units' or 'tags'.");
    }
    if (fields.required("parameters", "the values that differ.").isEmpty()) {
      return;
    }
    var values = new TreeMap<String, String>();
    var lines = ParametersReader.read(fields, values);
    lines.forEach((name, line) -> named.add(new StackEntry.Named(name, line)));
    values.forEach(
        (name, value) -> compare(fields, selector, name, new Said(value, lines.get(name))));
    overrides.add(new ParameterOverride(selector, values, fields.line()));
  }

  private void compare(Fields fields, Selector selector, String parameter, Said now) {
    var names = new ArrayList<String>();
    selector.accounts().forEach(account -> names.add("the account " + account));
    selector.units().forEach(unit -> names.add("the unit " + unit));
    if (!selector.tags().isEmpty()) {
      names.add("the tags " + selector.tags());
    }
    for (String name : names) {
      Optional<Said> before = Optional.ofNullable(said.putIfAbsent(name + "|" + parameter, now));
      if (before.filter(other -> !other.value.equals(now.value)).isPresent()) {
        fields.error(
            "override-conflict",
            now.line,
            "For %s '%s' was given another value on line %d: keep one."
                .formatted(name, parameter, before.get().line));
        return;
      }
    }
  }
}
