package dev.fleetaccess.release;

import java.util.HashMap;
import java.util.Map;

/** Reads a mapping {@code parameters} of names to values. */
final class ParametersReader {
  private ParametersReader() {}

  /**
   * Reads it.
   *
   * @param values takes the values by their names
   * @return the line of each
   */
  static Map<String, Integer> read(Fields fields, Map<String, String> values) {
    var lines = new HashMap<String, Integer>();
    var given = fields.value("parameters");
    if (given.isEmpty()) {
      return lines;
    }
    if (!(given.get() instanceof YamlValue.Mapping mapping)) {
      fields.wrongType(given.get(), "'parameters' is a mapping of names to values");
      return lines;
    }
    for (YamlValue.Entry entry : mapping.entries()) {
      if (entry.value() instanceof YamlValue.Scalar scalar && !scalar.isNull()) {
        values.put(entry.key(), scalar.text());
        lines.put(entry.key(), entry.line());
      } else {
        fields.wrongType(
            entry.value(),
            "The parameter '" + entry.key() + "' is a text, a list written with commas");
      }
    }
    return lines;
  }
}
