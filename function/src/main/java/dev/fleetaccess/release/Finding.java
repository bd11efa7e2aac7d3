package dev.fleetaccess.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a release was found to be, with the place where it stands.
 *
 * @param id the rule's stable id in lower case with dashes, such as {@code manifest-unknown-key}
 * @param severity whether it stops the release
 * @param file the file in the role repository
 * @param line the line, from 1; 1 when the whole file is meant
 * @param message what is wrong and what to do, a sentence
 * @param fingerprint what the manifest allows it by, 16 hexadecimal digits; empty where it cannot
 *     be allowed
 */
public record Finding(
    String id,
    Severity severity,
    String file,
    int line,
    String message,
    Optional<String> fingerprint) {
  private static final int FINGERPRINT_BYTES = 8;

  public Finding {
    Objects.requireNonNull(id);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(file);
    Objects.requireNonNull(message);
    Objects.requireNonNull(fingerprint);
    if (line < 1) {
      throw new IllegalArgumentException("lines are counted from 1");
    }
  }

  /** Whether a finding stops the release. */
  public enum Severity {
    /** The release is refused. */
    ERROR,
    /** The release goes on, and people are told. */
    WARNING,
    /** Nothing is wrong; it is worth knowing. */
    NOTE
  }

  /** A finding that stops the release. */
  public static Finding error(String id, String file, int line, String message) {
    return new Finding(id, Severity.ERROR, file, line, message, Optional.empty());
  }

  /** A finding that people are told. */
  public static Finding warning(String id, String file, int line, String message) {
    return new Finding(id, Severity.WARNING, file, line, message, Optional.empty());
  }

  /** A finding that is worth knowing. */
  public static Finding note(String id, String file, int line, String message) {
    return new Finding(id, Severity.NOTE, file, line, message, Optional.empty());
  }

  /**
   * The same, to be allowed by its fingerprint.
   *
   * @param content what was found, without place and commit: the same content has the same
   *     fingerprint wherever it stands, other content has another
   */
  public Finding about(String content) {
    return new Finding(
        id, severity, file, line, message, Optional.of(fingerprint(id + "\n" + content)));
  }

  /** The same as a note. */
  public Finding noted() {
    return new Finding(id, Severity.NOTE, file, line, message, fingerprint);
  }

  /** The same in other words. */
  public Finding saying(String words) {
    return new Finding(id, severity, file, line, words, fingerprint);
  }

  private static String fingerprint(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ": "
        + severity.name().toLowerCase(Locale.ROOT)
        + " ["
        + id
        + "] "
        + message
        + fingerprint.map(print -> " (finding " + print + ")").orElse("");
  }
}
