package dev.fleetaccess.guard;

import java.util.Locale;

/**
 * A pattern of the policy language: {@code *} stands for any text, {@code ?} for one character. A
 * policy variable such as <code>${aws:username}</code> stands for itself.
 *
 * @param text as it is written
 */
record Wildcard(String text) {
  /** The pattern without regard to case, as IAM compares actions and condition keys. */
  static Wildcard anyCase(String text) {
    return new Wildcard(text.toLowerCase(Locale.ROOT));
  }

  /** Whether a wildcard stands in it at all. */
  boolean isOpen() {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /**
   * Whether everything that the other matches is matched by this one too. Never wrongly true;
   * wrongly false only for patterns that say the same in another way, such as {@code ?*} and {@code
   * *?}.
   */
  boolean covers(Wildcard other) {
    String covered = other.text;
    int here = 0;
    int there = 0;
    int star = -1;
    int mark = 0;
    while (there < covered.length()) {
      if (here < text.length() && text.charAt(here) != '*' && one(here, covered.charAt(there))) {
        here++;
        there++;
      } else if (here < text.length() && text.charAt(here) == '*') {
        star = here++;
        mark = there;
      } else if (star >= 0) {
        here = star + 1;
        there = ++mark;
      } else {
        return false;
      }
    }
    while (here < text.length() && text.charAt(here) == '*') {
      here++;
    }
    return here == text.length();
  }

  /** Whether the character here, no {@code *}, stands for the other; none but itself for a star. */
  private boolean one(int here, char other) {
    return text.charAt(here) == other || text.charAt(here) == '?' && other != '*';
  }

  /** Whether a plain text fits the pattern. */
  boolean matches(String plain) {
    return covers(new Wildcard(plain));
  }

  /** Whether some text fits both. */
  boolean meets(Wildcard other) {
    // reached[j]: the first i characters here and the first j there can stand for the same text.
    boolean[] reached = new boolean[other.text.length() + 1];
    reached[0] = true;
    for (int j = 1; j < reached.length; j++) {
      reached[j] = reached[j - 1] && other.text.charAt(j - 1) == '*';
    }
    for (int i = 1; i <= text.length(); i++) {
      char here = text.charAt(i - 1);
      boolean[] next = new boolean[reached.length];
      next[0] = reached[0] && here == '*';
      for (int j = 1; j < reached.length; j++) {
        char there = other.text.charAt(j - 1);
        next[j] =
            here == '*' || there == '*'
                ? reached[j] && here == '*'
                    || next[j - 1] && there == '*'
                    || here == '*' && next[j - 1]
                    || there == '*' && reached[j]
                : reached[j - 1] && (here == there || here == '?' || there == '?');
      }
      reached = next;
    }
    return reached[other.text.length()];
  }
}
