package dev.fleetaccess.guard;

import dev.fleetaccess.release.YamlValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The conditions of a template, as they come out in one account. */
final class Conditions {
  private final YamlValue.Mapping declared;
  private final Resolver resolver;
  private final Set<String> open = new HashSet<>();

  Conditions(YamlValue.Mapping declared, Resolver resolver) {
    this.declared = declared;
    this.resolver = resolver;
  }

  /** Whether a condition holds; empty when it cannot be told, a circle among them. */
  Optional<Boolean> holds(String name) {
    if (!open.add(name)) {
      return Optional.empty();
    }
    try {
      return declared.value(name).flatMap(this::holds);
    } finally {
      open.remove(name);
    }
  }

  private Optional<Boolean> holds(YamlValue value) {
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
