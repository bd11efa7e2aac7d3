package dev.fleetaccess.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What statements give that others do not.
 *
 * @param actions what was not covered at all, each in words such as {@code s3:PutBucketPolicy on *}
 * @param conditions what was covered only under more conditions, in the same words
 * @param line where the first of either stands; 0 where there is none
 */
record Gain(Set<String> actions, Set<String> conditions, int line) {
  boolean isNothing() {
    return actions.isEmpty() && conditions.isEmpty();
  }

  /** What {@code after} means beyond {@code before}, both of one effect. */
  static Gain of(List<PolicyStatement> before, List<PolicyStatement> after) {
    Set<String> actions = new LinkedHashSet<>();
    Set<String> conditions = new LinkedHashSet<>();
    int line = 0;
    for (PolicyStatement statement : after) {
      if (statement.actions().inverted() || statement.resources().inverted()) {
        if (before.stream().noneMatch(one -> isSame(one, statement))) {
          actions.add(inverted(statement));
          line = line == 0 ? statement.line() : line;
        }
        continue;
      }
      Map<String, List<String>> gained = new LinkedHashMap<>();
      for (Term action : statement.actions().terms()) {
        for (Term resource : statement.resources().terms()) {
          List<String> uncovered =
              uncovered(before, action.text(), resource.text(), statement, true);
          if (uncovered.isEmpty()) {
            continue;
          }
          line = line == 0 ? action.line() : line;
          List<String> anew = uncovered(before, action.text(), resource.text(), statement, false);
          anew.forEach(
              one -> gained.computeIfAbsent(one, none -> new ArrayList<>()).add(resource.text()));
          uncovered.stream()
              .filter(one -> !anew.contains(one))
              .forEach(one -> conditions.add(words(one, List.of(resource.text()), statement)));
        }
      }
      gained.forEach((action, resources) -> actions.add(words(action, resources, statement)));
    }
    return new Gain(actions, conditions, line);
  }

  /**
   * The actions of a pattern that no statement covers on a resource; the pattern itself where that
   * is all of them.
   *
   * @param strictly whether a statement with more conditions does not count
   */
  private static List<String> uncovered(
      Collection<PolicyStatement> statements,
      String pattern,
      String resource,
      PolicyStatement wanted,
      boolean strictly) {
    if (covered(statements, pattern, resource, wanted, strictly)) {
      return List.of();
    }
    List<String> named =
        ServiceReference.get().matching(pattern).stream()
            .map(ServiceReference.Action::name)
            .toList();
    List<String> missing =
        named.stream()
            .filter(name -> !covered(statements, name, resource, wanted, strictly))
            .toList();
    return missing.size() == named.size() ? List.of(pattern) : missing;
  }

  private static boolean covered(
      Collection<PolicyStatement> statements,
      String action,
      String resource,
      PolicyStatement wanted,
      boolean strictly) {
    return statements.stream()
        .filter(one -> one.actions().cover(Wildcard.anyCase(action), true))
        .filter(one -> one.resources().cover(new Wildcard(resource), false))
        .anyMatch(one -> !strictly || holds(one, wanted));
  }

  /** Whether the conditions of one hold wherever those of the other do. */
  static boolean holds(PolicyStatement one, PolicyStatement other) {
    return one.tests().stream()
        .allMatch(test -> other.tests().stream().anyMatch(given -> test.holdsWhere(given)));
  }

  private static boolean isSame(PolicyStatement one, PolicyStatement other) {
    return one.actions().inverted() == other.actions().inverted()
        && one.resources().inverted() == other.resources().inverted()
        && Set.copyOf(one.actions().texts()).equals(Set.copyOf(other.actions().texts()))
        && Set.copyOf(one.resources().texts()).equals(Set.copyOf(other.resources().texts()))
        && holds(one, other);
  }

  private static String inverted(PolicyStatement statement) {
    return names(statement.actions()) + " on " + names(statement.resources()) + under(statement);
  }

  private static String names(PolicyStatement.Names names) {
    return (names.inverted() ? "everything but " : "") + String.join(", ", names.texts());
  }

  private static String words(String action, List<String> resources, PolicyStatement statement) {
    return action + " on " + String.join(", ", resources) + under(statement);
  }

  private static String under(PolicyStatement statement) {
    Optional<String> condition = statement.condition();
    return condition.map(words -> " where " + words).orElse("");
  }
}
