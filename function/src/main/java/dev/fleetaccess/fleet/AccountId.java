package dev.fleetaccess.fleet;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The id of an AWS account: exactly twelve digits, such as {@code 111122223333}.
 *
 * @param value the twelve digits; leading zeros count, so it is never a number
 */
public record AccountId(String value) implements Comparable<AccountId> {
  private static final Pattern TWELVE_DIGITS = Pattern.compile("\\d{12}");

  /**
   * @throws IllegalArgumentException when the text is not twelve digits
   */
  public AccountId {
    Objects.requireNonNull(value);
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "'" + value + "' is not an account id: twelve digits are expected");
    }
  }

  /** Whether the text could be an account id. */
  public static boolean isValid(String text) {
    return TWELVE_DIGITS.matcher(text).matches();
  }

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
