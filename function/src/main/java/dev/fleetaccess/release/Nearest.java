package dev.fleetaccess.release;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The known name that is the fewest changed letters away; empty when none is near. */
  public static Optional<String> to(String written, Collection<String> known) {
    int farthest = Math.max(2, written.length() / 3);
    return known.stream()
        .filter(name -> distance(written, name) <= farthest)
        .min(Comparator.comparingInt((String name) -> distance(written, name)));
  }

  /** The end of a sentence that suggests the nearest known name, or lists them all. */
  static String suggestion(String written, Collection<String> known) {
    return to(written, known)
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(
            () ->
                known.isEmpty() ? "none is known." : "known are " + String.join(", ", known) + ".");
  }

  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
