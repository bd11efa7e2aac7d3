package dev.fleetaccess.release;

import java.util.Objects;

/**
 * What a stack's template, parameters and tags come to: the SHA-256 of their canonical form.
 *
 * @param value 64 hexadecimal digits
 */
public record Digest(String value) {
  /** The stack tag that carries the digest; it is left out of the digest itself. */
  public static final String TAG = "fleetaccess:digest";

  public Digest {
    Objects.requireNonNull(value);
    if (!value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'" + value + "' is not a digest");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
