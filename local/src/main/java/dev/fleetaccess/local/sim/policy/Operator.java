package dev.fleetaccess.local.sim.policy;

import dev.fleetaccess.local.sim.base.AwsError;

/**
 * A condition operator with its prefix and suffix, such as {@code ForAnyValue:StringLikeIfExists}.
 */
record Operator(SetPrefix set, Comparison comparison, boolean ifExists) {
  /** How several values of one key are taken. */
  enum SetPrefix {
    NONE,
    FOR_ANY,
    FOR_ALL
  }

  /**
   * Reads an operator's name.
   *
   * @throws AwsError {@code MalformedPolicyDocument} when there is no such operator
   */
  static Operator parse(String name) {
    var set = SetPrefix.NONE;
    var rest = name;
    if (name.startsWith("ForAnyValue:")) {
      set = SetPrefix.FOR_ANY;
      rest = name.substring("ForAnyValue:".length());
    } else if (name.startsWith("ForAllValues:")) {
      set = SetPrefix.FOR_ALL;
      rest = name.substring("ForAllValues:".length());
    }
    boolean ifExists = rest.endsWith("IfExists");
    var plain = ifExists ? rest.substring(0, rest.length() - "IfExists".length()) : rest;
    var comparison =
        Comparison.named(plain)
            .orElseThrow(() -> AwsError.malformedPolicy("Invalid Condition type : " + name + "."));
    if (ifExists && comparison == Comparison.NULL) {
      throw AwsError.malformedPolicy("Invalid Condition type : " + name + ".");
    }
    return new Operator(set, comparison, ifExists);
  }
}
