package dev.fleetaccess.release;

import java.util.Map;

/**
 * A stack of the manifest with the lines that findings about it name.
 *
 * @param templateLine the line of the template's name
 * @param parameterLines the line of each parameter that is set
 */
record StackEntry(Manifest.Stack stack, int templateLine, Map<String, Integer> parameterLines) {
  StackEntry {
    parameterLines = Map.copyOf(parameterLines);
  }
}
