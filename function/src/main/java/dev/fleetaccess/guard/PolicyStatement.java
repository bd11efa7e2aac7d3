package dev.fleetaccess.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement of a policy.
 *
 * @param allows whether its effect is Allow
 * @param actions what may or may not be done
 * @param resources on what; everything in a trust policy, which names none
 * @param principals who, in a trust policy; empty in all others
 * @param everybodyBut whether the principals are those left out ({@code NotPrincipal})
 * @param tests its conditions
 * @param line where it stands, from 1
 */
record PolicyStatement(
    boolean allows,
    Names actions,
    Names resources,
    List<Principal> principals,
    boolean everybodyBut,
    List<Test> tests,
    int line) {
  PolicyStatement {
    Objects.requireNonNull(actions);
    Objects.requireNonNull(resources);
    principals = List.copyOf(principals);
    tests = List.copyOf(tests);
  }

  /**
   * Actions or resources.
   *
   * @param inverted whether all others are meant ({@code NotAction}, {@code NotResource})
   * @param terms names and patterns
   * @param line of the key
   */
  record Names(boolean inverted, List<Term> terms, int line) {
    Names {
      terms = List.copyOf(terms);
    }

    Names at(int other) {
      return new Names(
          inverted, terms.stream().map(term -> new Term(term.text(), other)).toList(), other);
    }

    List<String> texts() {
      return terms.stream().map(Term::text).toList();
    }

    /** Whether a pattern among them covers everything that the given one means. */
    boolean cover(Wildcard wanted, boolean anyCase) {
      Stream<Wildcard> patterns =
          texts().stream().map(text -> anyCase ? Wildcard.anyCase(text) : new Wildcard(text));
      return inverted
          ? patterns.noneMatch(pattern -> pattern.meets(wanted))
          : patterns.anyMatch(pattern -> pattern.covers(wanted));
    }

    /** Whether something of what the given one means is among them. */
    boolean meet(Wildcard wanted, boolean anyCase) {
      Stream<Wildcard> patterns =
          texts().stream().map(text -> anyCase ? Wildcard.anyCase(text) : new Wildcard(text));
      return inverted
          ? patterns.noneMatch(pattern -> pattern.covers(wanted))
          : patterns.anyMatch(pattern -> pattern.meets(wanted));
    }
  }

  /**
   * A principal of a trust policy.
   *
   * @param kind such as {@code AWS} or {@code Service}
   */
  record Principal(String kind, Term name) {}

  /**
   * A condition: an operator that compares a key with values.
   *
   * @param line of the key
   */
  record Test(String operator, String key, List<String> values, int line) {
    Test {
      values = List.copyOf(values);
    }

    /** Whether a request that passes the other passes this one too, as far as it can be told. */
    boolean holdsWhere(Test other) {
      return operator.equalsIgnoreCase(other.operator)
          && key.equalsIgnoreCase(other.key)
          && (negative()
              ? other.values.containsAll(values)
              : values.containsAll(other.values) && !other.values.isEmpty());
    }

    /** An operator that holds where none of the values is met. */
    private boolean negative() {
      return operator.toLowerCase(Locale.ROOT).contains("not");
    }

    /** It in words for people. */
    String words() {
      return operator + " " + key + " = " + String.join(", ", values);
    }
  }

  /** The conditions in words; empty where there are none. */
  Optional<String> condition() {
    return tests.isEmpty()
        ? Optional.empty()
        : Optional.of(tests.stream().map(Test::words).collect(Collectors.joining(" and ")));
  }

  /** The same as it is where the template's condition holds; unchanged where there is none. */
  PolicyStatement where(Optional<String> condition) {
    if (condition.isEmpty()) {
      return this;
    }
    var more = new ArrayList<>(tests);
    more.add(new Test("the template's", "condition", List.of(condition.get()), line));
    return new PolicyStatement(allows, actions, resources, principals, everybodyBut, more, line);
  }

  /** The same, told at another line. */
  PolicyStatement at(int other) {
    return new PolicyStatement(
        allows, actions.at(other), resources.at(other), principals, everybodyBut, tests, other);
  }

  /** Whether it takes an action away wherever and whenever it is asked for. */
  boolean deniesAlways() {
    return !allows && tests.isEmpty() && !resources.inverted() && resources.texts().contains("*");
  }

  /** Whether a key is compared by one of the operators, so that a request without it fails. */
  boolean demands(String key, List<String> operators) {
    return tests.stream()
        .filter(test -> test.key().equalsIgnoreCase(key))
        .anyMatch(test -> operators.stream().anyMatch(test.operator()::equalsIgnoreCase));
  }
}
