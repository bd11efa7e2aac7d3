package dev.fleetaccess.local.sim.policy;

import java.util.Optional;

/**
 * A pattern of the policy language: {@code *} stands for any text, {@code ?} for one character,
 * <code>${key}</code> for the value of a context key, taken literally.
 */
final class Glob {
  private static final char ANY_TEXT = '\uE000';
  private static final char ANY_CHARACTER = '\uE001';

  private final String pattern;

  /** The beginning without wildcards: most patterns are told apart by it. */
  private final String beginning;

  private Glob(String pattern) {
    this.pattern = pattern;
    int plain = 0;
    while (plain < pattern.length() && pattern.charAt(plain) < ANY_TEXT) {
      plain++;
    }
    this.beginning = pattern.substring(0, plain);
  }

  /** The pattern with its variables replaced; empty when one of them has no value. */
  static Optional<Glob> of(String text, RequestContext context) {
    return Variables.expand(text, context, true).map(Glob::new);
  }

  /** The pattern of a text without variables. */
  static Glob plain(String text) {
    return new Glob(text.replace('*', ANY_TEXT).replace('?', ANY_CHARACTER));
  }

  static char wildcard(char c) {
    return switch (c) {
      case '*' -> ANY_TEXT;
      case '?' -> ANY_CHARACTER;
      default -> c;
    };
  }

  boolean matches(String text) {
    if (beginning.length() == pattern.length()) {
      return pattern.equals(text);
    }
    if (!text.startsWith(beginning)) {
      return false;
    }
    int p = beginning.length();
    int t = p;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length()
          && (pattern.charAt(p) == ANY_CHARACTER || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (p < pattern.length() && pattern.charAt(p) == ANY_TEXT) {
        star = p++;
        mark = t;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == ANY_TEXT) {
      p++;
    }
    return p == pattern.length();
  }

  /** As {@link #matches}, for ARNs: the six parts are compared one by one. */
  boolean matchesArn(String arn) {
    if (beginning.length() == pattern.length()) {
      return pattern.equals(arn) && arn.split(":", 6).length == 6;
    }
    var patterns = pattern.split(":", 6);
    var parts = arn.split(":", 6);
    if (patterns.length != 6 || parts.length != 6) {
      // Only a lone wildcard stands for a whole ARN.
      return pattern.equals(String.valueOf(ANY_TEXT));
    }
    for (int i = 0; i < 6; i++) {
      if (!new Glob(patterns[i]).matches(parts[i])) {
        return false;
      }
    }
    return true;
  }
}
