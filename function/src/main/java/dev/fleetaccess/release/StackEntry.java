package dev.fleetaccess.release;

import java.util.List;
import java.util.Map;

/**
 * A stack of the manifest with the lines that findings about it name.
 *
 * @param templateLine the line of the template's name
 * @param parameterLines the line of each parameter that is set
 * @param overridden the parameters that overrides set
 */
record StackEntry(
    Manifest.Stack stack,
    int templateLine,
    Map<String, Integer> parameterLines,
    List<Named> overridden) {
  StackEntry {
    parameterLines = Map.copyOf(parameterLines);
    overridden = List.copyOf(overridden);
  }

  /** A parameter and the line where it is set. */
  record Named(String parameter, int line) {}
}
