package dev.fleetaccess.guard;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What statements give that others do not.
 *
 * @param anew what was not covered at all
 * @param freer what was covered only under more conditions
 * @param line where the first of either stands; 0 where there is none
 */
record Gain(List<Part> anew, List<Part> freer, int line) {
  private static final int SHOWN = 6;

  /**
   * Actions on the same resources under the same conditions.
   *
   * @param where resources and conditions in words, such as {@code on *}
   */
  record Part(List<String> actions, String where) {
    /** It in words, however many actions there are. */
    String whole() {
      return String.join(", ", actions) + " " + where;
    }

    /** It in words for people. */
    String words() {
      return Words.shortened(actions, SHOWN) + " " + where;
    }
  }

  /** What {@code after} means beyond {@code before}, both of one effect. */
  static Gain of(List<PolicyStatement> before, List<PolicyStatement> after) {
    Map<String, Set<String>> anew = new TreeMap<>();
    Map<String, Set<String>> freer = new TreeMap<>();
    int line = 0;
    for (PolicyStatement statement : after) {
      if (statement.actions().inverted() || statement.resources().inverted()) {
        if (before.stream().noneMatch(one -> isSame(one, statement))) {
          add(anew, names(statement.actions()), on(names(statement.resources()), statement));
          line = line == 0 ? statement.line() : line;
        }
        continue;
      }
      for (Term action : statement.actions().terms()) {
        Map<String, Set<String>> resources = new TreeMap<>();
        for (Term resource : statement.resources().terms()) {
          var wanted = new Wanted(action.text(), resource.text(), statement);
          List<String> uncovered = uncovered(before, wanted, true);
          List<String> unknown = uncovered(before, wanted, false);
          unknown.forEach(one -> add(resources, one, resource.text()));
          uncovered.stream()
              .filter(one -> !unknown.contains(one))
              .forEach(
                  one ->
                      add(
                          freer,
                          one,
                          on(resource.text(), statement) + before(before, wanted.action(one))));
          line = line == 0 && !uncovered.isEmpty() ? action.line() : line;
        }
        resources.forEach((one, on) -> add(anew, one, on(String.join(", ", on), statement)));
      }
    }
    return new Gain(parts(anew), parts(freer), line);
  }

  private static void add(Map<String, Set<String>> to, String key, String value) {
    to.computeIfAbsent(key, none -> new TreeSet<>()).add(value);
  }

  /** Actions by where they hold, together where that is the same. */
  private static List<Part> parts(Map<String, Set<String>> wheres) {
    Map<String, Set<String>> byWhere = new TreeMap<>();
    wheres.forEach((action, all) -> all.forEach(where -> add(byWhere, where, action)));
    return byWhere.entrySet().stream()
        .map(entry -> new Part(List.copyOf(entry.getValue()), entry.getKey()))
        .toList();
  }

  private static String on(String resources, PolicyStatement statement) {
    return "on "
        + resources
        + statement.condition().map(condition -> " where " + condition).orElse("");
  }

  private static String names(PolicyStatement.Names names) {
    return (names.inverted() ? "everything but " : "") + String.join(", ", names.texts());
  }

  /** A pattern on a resource, and the statement that has the conditions. */
  private record Wanted(String pattern, String resource, PolicyStatement statement) {
    Wanted action(String name) {
      return new Wanted(name, resource, statement);
    }
  }

  /**
   * The actions of a pattern that no statement covers on a resource; the pattern itself where that
   * is all of them.
   *
   * @param strictly whether a statement with more conditions does not count
   */
  private static List<String> uncovered(
      List<PolicyStatement> statements, Wanted wanted, boolean strictly) {
    if (covered(statements, wanted, strictly)) {
      return List.of();
    }
    List<String> named =
        ServiceReference.get().matching(wanted.pattern()).stream()
            .map(ServiceReference.Action::name)
            .toList();
    List<String> missing =
        named.stream().filter(name -> !covered(statements, wanted.action(name), strictly)).toList();
    return missing.size() == named.size() ? List.of(wanted.pattern()) : missing;
  }

  /** Under what conditions it was covered. */
  private static String before(List<PolicyStatement> statements, Wanted wanted) {
    return statements.stream()
        .filter(one -> covered(List.of(one), wanted, false))
        .flatMap(one -> one.condition().stream())
        .findFirst()
        .map(condition -> " (it was only where " + condition + ")")
        .orElse("");
  }

  private static boolean covered(
      List<PolicyStatement> statements, Wanted wanted, boolean strictly) {
    return statements.stream()
        .filter(one -> one.actions().cover(Wildcard.anyCase(wanted.pattern()), true))
        .filter(one -> one.resources().cover(new Wildcard(wanted.resource()), false))
        .anyMatch(one -> !strictly || holds(one, wanted.statement()));
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
}
