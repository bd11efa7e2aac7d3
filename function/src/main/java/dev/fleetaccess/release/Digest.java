package dev.fleetaccess.release;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a stack's template, parameters and tags come to: the SHA-256 of their canonical form.
 *
 * @param value 64 hexadecimal digits
 */
public record Digest(String value) {
  /** The stack tag that carries the digest; it is left out of the digest itself. */
  public static final String TAG = "fleetaccess:digest";

  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    Objects.requireNonNull(value);
    if (!isValid(value)) {
      throw new IllegalArgumentException("'" + value + "' is not a digest");
    }
  }

  /** Whether the text could be a digest. */
  public static boolean isValid(String text) {
    return DIGITS.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
