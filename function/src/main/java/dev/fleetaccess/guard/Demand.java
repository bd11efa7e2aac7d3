package dev.fleetaccess.guard;

import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the condition of a policy's statement demands of one key. Operators and keys are told apart
 * by no case, as in IAM.
 *
 * @param operators the condition, its functions resolved; empty where there is none
 */
record Demand(Optional<YamlValue> operators, String key) {
  /** The line of the key's first mention; empty when it is not mentioned. */
  Optional<Integer> line() {
    return entries(mappings(operators.stream()))
        .flatMap(operator -> entries(mappings(Stream.of(operator.value()))))
        .filter(entry -> entry.key().equalsIgnoreCase(key))
        .map(YamlValue.Entry::line)
        .findFirst();
  }

  /**
   * Whether an operator holds the key to values that all are right. Operators that hold where the
   * key is missing ({@code …IfExists}, {@code ForAllValues:}) are none of the accepted ones.
   *
   * @param accepted operators in lower case
   */
  boolean isMet(Set<String> accepted, Predicate<String> right) {
    return entries(mappings(operators.stream()))
        .filter(operator -> accepted.contains(operator.key().toLowerCase(Locale.ROOT)))
        .flatMap(operator -> entries(mappings(Stream.of(operator.value()))))
        .filter(entry -> entry.key().equalsIgnoreCase(key))
        .flatMap(entry -> Values.texts(entry.value()).stream())
        .anyMatch(values -> !values.isEmpty() && values.stream().allMatch(right));
  }

  private static Stream<YamlValue.Mapping> mappings(Stream<YamlValue> values) {
    return values.filter(YamlValue.Mapping.class::isInstance).map(YamlValue.Mapping.class::cast);
  }

  private static Stream<YamlValue.Entry> entries(Stream<YamlValue.Mapping> mappings) {
    return mappings.map(YamlValue.Mapping::entries).flatMap(List::stream);
  }
}
