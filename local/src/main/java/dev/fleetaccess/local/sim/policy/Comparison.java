package dev.fleetaccess.local.sim.policy;

import dev.fleetaccess.local.sim.base.AwsError;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** How a condition operator compares one value of the policy with one of the request. */
enum Comparison {
  STRING_EQUALS("StringEquals"),
  STRING_NOT_EQUALS("StringNotEquals"),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase"),
  STRING_LIKE("StringLike"),
  STRING_NOT_LIKE("StringNotLike"),
  ARN_EQUALS("ArnEquals"),
  ARN_LIKE("ArnLike"),
  ARN_NOT_EQUALS("ArnNotEquals"),
  ARN_NOT_LIKE("ArnNotLike"),
  BOOL("Bool"),
  NULL("Null"),
  NUMERIC_EQUALS("NumericEquals"),
  NUMERIC_NOT_EQUALS("NumericNotEquals"),
  NUMERIC_LESS_THAN("NumericLessThan"),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
  NUMERIC_GREATER_THAN("NumericGreaterThan"),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
  IP_ADDRESS("IpAddress"),
  NOT_IP_ADDRESS("NotIpAddress"),
  BINARY_EQUALS("BinaryEquals"),
  DATE_EQUALS("DateEquals"),
  DATE_NOT_EQUALS("DateNotEquals"),
  DATE_LESS_THAN("DateLessThan"),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
  DATE_GREATER_THAN("DateGreaterThan"),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals");

  private final String awsName;
  private final boolean negated;

  Comparison(String awsName) {
    this.awsName = awsName;
    this.negated = awsName.contains("Not");
  }

  static Optional<Comparison> named(String name) {
    return Arrays.stream(values()).filter(each -> each.awsName.equals(name)).findFirst();
  }

  /** Whether it is one of the "not" operators, which hold when no value matches. */
  boolean negated() {
    return negated;
  }

  /** Whether both values agree; a negated operator is asked for the opposite by its caller. */
  boolean matches(PolicyText wanted, String actual, RequestContext context) {
    return switch (this) {
      case STRING_EQUALS, STRING_NOT_EQUALS ->
          wanted.in(context).filter(actual::equals).isPresent();
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
          wanted.in(context).filter(actual::equalsIgnoreCase).isPresent();
      case STRING_LIKE, STRING_NOT_LIKE -> wanted.like(actual, context);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> wanted.likeArn(actual, context);
      case BOOL -> wanted.text().equalsIgnoreCase(actual);
      case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> compare(wanted, actual, sign -> sign == 0);
      case NUMERIC_LESS_THAN -> compare(wanted, actual, sign -> sign < 0);
      case NUMERIC_LESS_THAN_EQUALS -> compare(wanted, actual, sign -> sign <= 0);
      case NUMERIC_GREATER_THAN -> compare(wanted, actual, sign -> sign > 0);
      case NUMERIC_GREATER_THAN_EQUALS -> compare(wanted, actual, sign -> sign >= 0);
      case NULL -> throw new IllegalStateException("Null compares presence, not values");
      case IP_ADDRESS,
          NOT_IP_ADDRESS,
          BINARY_EQUALS,
          DATE_EQUALS,
          DATE_NOT_EQUALS,
          DATE_LESS_THAN,
          DATE_LESS_THAN_EQUALS,
          DATE_GREATER_THAN,
          DATE_GREATER_THAN_EQUALS ->
          throw AwsError.notSimulated("the condition operator " + awsName);
    };
  }

  private static boolean compare(PolicyText wanted, String actual, IntPredicate sign) {
    try {
      return sign.test(new BigDecimal(actual).compareTo(new BigDecimal(wanted.text())));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
