package dev.fleetaccess.release;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The conditions of a template, as they come out in one account. */
final class Conditions {
  /** How deep conditions may be made of conditions; what is deeper cannot be told. */
  private static final int DEEPEST = 200;

  private final YamlValue.Mapping declared;
  private final Resolver resolver;
  private final Set<String> open = new HashSet<>();
  private final Map<String, Optional<Boolean>> known = new HashMap<>();
  private int depth;

  Conditions(YamlValue.Mapping declared, Resolver resolver) {
    this.declared = declared;
    this.resolver = resolver;
  }

  /** Whether a condition holds; empty when it cannot be told, a circle among them. */
  Optional<Boolean> holds(String name) {
    var before = known.get(name);
    if (before != null) {
      return before;
    }
    if (!open.add(name)) {
      return Optional.empty();
    }
    var holds = declared.value(name).flatMap(this::holds);
    open.remove(name);
    known.put(name, holds);
    return holds;
  }

  private Optional<Boolean> holds(YamlValue value) {
    if (depth == DEEPEST) {
      return Optional.empty();
    }
    depth++;
    var holds = evaluated(value);
    depth--;
    return holds;
  }

  private Optional<Boolean> evaluated(YamlValue value) {
    if (!(value instanceof YamlValue.Mapping mapping) || mapping.entries().size() != 1) {
      return Optional.empty();
    }
    YamlValue.Entry function = mapping.entries().getFirst();
    if (function.key().equals("Condition")) {
      return Values.text(function.value()).flatMap(this::holds);
    }
    if (!(function.value() instanceof YamlValue.Sequence sequence)) {
      return Optional.empty();
    }
    List<YamlValue> items = sequence.items();
    return switch (function.key()) {
      case "Fn::Equals" -> equal(items);
      case "Fn::Not" ->
          items.size() == 1 ? holds(items.getFirst()).map(truth -> !truth) : Optional.empty();
      case "Fn::And" -> all(items).map(truths -> !truths.contains(false));
      case "Fn::Or" -> all(items).map(truths -> truths.contains(true));
      default -> Optional.empty();
    };
  }

  private Optional<Boolean> equal(List<YamlValue> items) {
    if (items.size() != 2) {
      return Optional.empty();
    }
    var one = resolver.resolve(items.getFirst()).flatMap(Values::text);
    var other = resolver.resolve(items.get(1)).flatMap(Values::text);
    return one.isEmpty() || other.isEmpty()
        ? Optional.empty()
        : Optional.of(one.get().equals(other.get()));
  }

  private Optional<List<Boolean>> all(List<YamlValue> items) {
    List<Boolean> truths = items.stream().flatMap(item -> holds(item).stream()).toList();
    return truths.size() == items.size() ? Optional.of(truths) : Optional.empty();
  }
}
