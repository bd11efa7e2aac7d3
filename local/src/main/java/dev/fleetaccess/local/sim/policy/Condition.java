package dev.fleetaccess.local.sim.policy;

import java.util.List;

/**
 * One line of a statement's condition block: an operator, a key and the values to compare with.
 *
 * @param operator how it is compared
 * @param key the condition key
 * @param values the policy's values; one that matches is enough
 */
record Condition(Operator operator, String key, List<PolicyText> values) {
  Condition {
    values = List.copyOf(values);
  }

  boolean holds(RequestContext context) {
    var actual = context.values(key);
    if (operator.comparison() == Comparison.NULL) {
      var absent = actual.isEmpty() ? "true" : "false";
      return values.stream().anyMatch(value -> value.text().equals(absent));
    }
    return switch (operator.set()) {
      case NONE ->
          actual.isEmpty()
              ? operator.ifExists() || operator.comparison().negated()
              : operator.comparison().negated()
                  ? actual.stream().noneMatch(each -> any(each, context))
                  : actual.stream().anyMatch(each -> any(each, context));
      case FOR_ALL -> actual.stream().allMatch(each -> one(each, context));
      case FOR_ANY ->
          actual.isEmpty()
              ? operator.ifExists()
              : actual.stream().anyMatch(each -> one(each, context));
    };
  }

  private boolean one(String actual, RequestContext context) {
    return any(actual, context) != operator.comparison().negated();
  }

  private boolean any(String actual, RequestContext context) {
    for (PolicyText wanted : values) {
      if (operator.comparison().matches(wanted, actual, context)) {
        return true;
      }
    }
    return false;
  }
}
