package dev.fleetaccess.release;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The id of a commit of the role repository: 40 hexadecimal digits, as git writes them.
 *
 * @param value the digits, in lower case
 */
public record CommitId(String value) {
  private static final Pattern FORTY_DIGITS = Pattern.compile("[0-9a-f]{40}");

  /**
   * @throws IllegalArgumentException when the text is not 40 lower-case hexadecimal digits
   */
  public CommitId {
    Objects.requireNonNull(value);
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a commit id: 40 hexadecimal digits are expected");
    }
  }

  /** Whether the text could be a commit id. */
  public static boolean isValid(String text) {
    return FORTY_DIGITS.matcher(text).matches();
  }

  /** The first seven digits, as people write them. */
  public String brief() {
    return value.substring(0, 7);
  }

  @Override
  public String toString() {
    return value;
  }
}
