package dev.fleetaccess.release;

import java.util.Objects;

/**
 * Something that a release was found to be, with the place where it stands.
 *
 * @param id the rule's stable id in lower case with dashes, such as {@code manifest-unknown-key}
 * @param severity whether it stops the release
 * @param file the file in the role repository
 * @param line the line, from 1; 1 when the whole file is meant
 * @param message what is wrong and what to do, a sentence
 */
public record Finding(String id, Severity severity, String file, int line, String message) {
  public Finding {
    Objects.requireNonNull(id);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(file);
    Objects.requireNonNull(message);
    if (line < 1) {
      throw new IllegalArgumentException("lines are counted from 1");
    }
  }

  /** Whether a finding stops the release. */
  public enum Severity {
    /** The release is refused. */
    ERROR,
    /** The release goes on, and people are told. */
    WARNING
  }

  /** A finding that stops the release. */
  public static Finding error(String id, String file, int line, String message) {
    return new Finding(id, Severity.ERROR, file, line, message);
  }

  /** A finding that people are told. */
  public static Finding warning(String id, String file, int line, String message) {
    return new Finding(id, Severity.WARNING, file, line, message);
  }

  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ": "
        + severity.name().toLowerCase(java.util.Locale.ROOT)
        + " ["
        + id
        + "] "
        + message;
  }
}
