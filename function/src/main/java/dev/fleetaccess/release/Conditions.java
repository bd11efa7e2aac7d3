package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The conditions of a template, as they come out in one account. */
final class Conditions {
  /** How deep conditions may be made of conditions; what is deeper cannot be told. */
  private static final int DEEPEST = 200;

  private static final Set<String> FUNCTIONS = Set.of("Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or");

  private final YamlValue.Mapping declared;
  private final YamlValue.Mapping tables;
  private final Resolver resolver;
  private final Set<AccountId> others;
  private final Set<String> open = new HashSet<>();
  private final Map<String, Optional<Boolean>> known = new HashMap<>();
  private int depth;

  /**
   * The conditions of a template.
   *
   * @param others accounts of which this is none where its own id is not known
   */
  Conditions(Template template, Resolver resolver, Set<AccountId> others) {
    this.declared = template.section("Conditions");
    this.tables = template.section("Mappings");
    this.resolver = resolver;
    this.others = others;
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

  /**
   * A condition that cannot be told, by its name and by eight digits that stand for all it hangs
   * on; empty where it can be told.
   */
  Optional<String> untold(String name) {
    if (holds(name).isPresent()) {
      return Optional.empty();
    }
    SortedMap<String, YamlValue> reached = new TreeMap<>();
    reach(name, reached);
    List<YamlValue.Entry> entries = new ArrayList<>();
    reached.forEach((one, value) -> entries.add(new YamlValue.Entry(one, 1, value)));
    entries.add(new YamlValue.Entry("Mappings", 1, tables));
    Digest digest = CanonicalForm.digest(new YamlValue.Mapping(entries, 1), Map.of(), Map.of());
    return Optional.of(name + " (" + digest.value().substring(0, 8) + ")");
  }

  /** Adds a condition, its parameters resolved, and those that it is made of. */
  private void reach(String first, Map<String, YamlValue> reached) {
    Deque<String> names = new ArrayDeque<>(List.of(first));
    while (!names.isEmpty()) {
      String name = names.pop();
      Optional<YamlValue> value = declared.value(name);
      if (value.isPresent() && !reached.containsKey(name)) {
        reached.put(name, resolved(value.get(), names));
      }
    }
  }

  private YamlValue resolved(YamlValue value, Deque<String> names) {
    if (value instanceof YamlValue.Mapping mapping && mapping.entries().size() == 1) {
      YamlValue.Entry function = mapping.entries().getFirst();
      if (function.key().equals("Condition")) {
        Values.text(function.value()).ifPresent(names::push);
        return value;
      }
      if (FUNCTIONS.contains(function.key())
          && function.value() instanceof YamlValue.Sequence sequence) {
        List<YamlValue> items =
            sequence.items().stream().map(item -> resolved(item, names)).toList();
        var all = new YamlValue.Sequence(items, sequence.line());
        return new YamlValue.Mapping(
            List.of(new YamlValue.Entry(function.key(), function.line(), all)), mapping.line());
      }
    }
    return resolver.resolve(value).orElse(value);
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
    if (one.isEmpty() || other.isEmpty()) {
      boolean another =
          Values.isOwnAccount(items.getFirst()) && other.filter(this::isOther).isPresent()
              || Values.isOwnAccount(items.get(1)) && one.filter(this::isOther).isPresent();
      return another ? Optional.of(false) : Optional.empty();
    }
    return Optional.of(one.get().equals(other.get()));
  }

  private boolean isOther(String text) {
    return others.stream().map(AccountId::value).anyMatch(text::equals);
  }

  private Optional<List<Boolean>> all(List<YamlValue> items) {
    List<Boolean> truths = items.stream().flatMap(item -> holds(item).stream()).toList();
    return truths.size() == items.size() ? Optional.of(truths) : Optional.empty();
  }
}
