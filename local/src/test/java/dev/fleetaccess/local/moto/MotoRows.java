package dev.fleetaccess.local.moto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The declared rows: {@code Contract.row}, and after a colon why moto does not run it. */
final class MotoRows {
  private static final String FILE = "rows.txt";
  private static final Map<String, Optional<String>> ROWS = read();

  private MotoRows() {}

  /** Every declared row, with the reason for which it is not run. */
  static Map<String, Optional<String>> all() {
    return ROWS;
  }

  private static Map<String, Optional<String>> read() {
    try (var file = MotoRows.class.getResourceAsStream(FILE)) {
      var rows = new TreeMap<String, Optional<String>>();
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(
              line -> {
                String[] part = line.split(":", 2);
                rows.put(
                    part[0].strip(),
                    part.length == 2 ? Optional.of(part[1].strip()) : Optional.empty());
              });
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
