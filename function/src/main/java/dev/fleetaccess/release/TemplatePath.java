package dev.fleetaccess.release;

import java.util.regex.Pattern;

/** Which file names a manifest may give for a template: files inside the repository. */
final class TemplatePath {
  private static final Pattern SEGMENTS = Pattern.compile("[\\w.@+-]+(/[\\w.@+-]+)*");

  private TemplatePath() {}

  static boolean isSafe(String path) {
    if (!SEGMENTS.matcher(path).matches()) {
      return false;
    }
    for (String segment : path.split("/")) {
      if (segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
