package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Every condition compares a key that exists by an operator that exists. A key that no request has
 * makes most conditions fail, and those with {@code IfExists} or a negation hold always.
 */
final class ConditionKeysExist implements Rule {
  private static final Set<String> OPERATORS =
      Set.of(
          "ArnEquals",
          "ArnLike",
          "ArnNotEquals",
          "ArnNotLike",
          "BinaryEquals",
          "Bool",
          "DateEquals",
          "DateGreaterThan",
          "DateGreaterThanEquals",
          "DateLessThan",
          "DateLessThanEquals",
          "DateNotEquals",
          "IpAddress",
          "NotIpAddress",
          "Null",
          "NumericEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericNotEquals",
          "StringEquals",
          "StringEqualsIgnoreCase",
          "StringLike",
          "StringNotEquals",
          "StringNotEqualsIgnoreCase",
          "StringNotLike");

  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (PlacedPolicy policy : examined.everywhere().policies()) {
      for (PolicyStatement statement : policy.read().statements()) {
        for (PolicyStatement.Test test : statement.tests()) {
          operator(policy, test).ifPresent(findings::add);
          key(policy, test).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static Optional<Finding> operator(PlacedPolicy policy, PolicyStatement.Test test) {
    String plain =
        test.operator()
            .replaceFirst("(?i)^ForA(ny|ll)Values?:", "")
            .replaceFirst("(?i)IfExists$", "");
    return OPERATORS.stream().anyMatch(plain::equalsIgnoreCase)
        ? Optional.empty()
        : Optional.of(
            policy.error(
                "name-unknown-operator",
                test.line(),
                "There is no operator '"
                    + test.operator()
                    + "'"
                    + Nearest.to(plain, OPERATORS)
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse(": correct its name.")));
  }

  private static Optional<Finding> key(PlacedPolicy policy, PolicyStatement.Test test) {
    var reference = ServiceReference.get();
    String key = test.key();
    if (reference.hasKey(key)) {
      return Optional.empty();
    }
    return Optional.of(
        policy
            .error(
                "name-unknown-condition-key",
                test.line(),
                "There is no condition key '"
                    + key
                    + "'"
                    + Nearest.to(key, reference.keysBeside(key))
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse(": correct its name.")
                    + " (The reference is of "
                    + reference.date()
                    + ".)")
            .about(key.toLowerCase(Locale.ROOT)));
  }
}
