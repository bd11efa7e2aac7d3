package dev.fleetaccess.local.sim.base;

import java.util.Random;

/** Draws AWS-like identifiers from a seed; the same seed and order give the same identifiers. */
public final class Identifiers {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final Random random;

  /** Identifiers drawn from that seed. */
  public Identifiers(long seed) {
    random = new Random(seed);
  }

  /** A unique id of IAM: the prefix, such as {@code AROA}, and 17 capitals and digits. */
  public String unique(String prefix) {
    return prefix + draw(BASE32, 17);
  }

  /** A temporary access key id: {@code ASIA} and 16 capitals and digits. */
  public String accessKeyId() {
    return "ASIA" + draw(BASE32, 16);
  }

  /** Letters and digits, as many as asked for. */
  public String alphanumeric(int length) {
    return draw(ALPHANUMERIC, length);
  }

  /** Lower-case letters and digits, as many as asked for. */
  public String lower(int length) {
    return draw(LOWER, length);
  }

  /** A random UUID in its usual form. */
  public String uuid() {
    return new java.util.UUID(
            (random.nextLong() & ~0xF000L) | 0x4000L,
            (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
        .toString();
  }

  /** Twelve digits that do not begin with zero. */
  public String accountId() {
    return (1 + random.nextInt(9)) + draw("0123456789", 11);
  }

  private String draw(String alphabet, int length) {
    var text = new StringBuilder(length);
    long bits = 0;
    for (int i = 0; i < length; i++) {
      // Ten characters of the longest alphabet fit into one number.
      bits = i % 10 == 0 ? random.nextLong() >>> 1 : bits / alphabet.length();
      text.append(alphabet.charAt((int) (bits % alphabet.length())));
    }
    return text.toString();
  }
}
