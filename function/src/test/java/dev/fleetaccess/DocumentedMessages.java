package dev.fleetaccess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The examples of {@code docs/messages.md}, by section, so that the page cannot lie. */
public final class DocumentedMessages {
  private static final Path PAGE = Path.of("..", "docs", "messages.md");
  private static final Pattern RESULT = Pattern.compile("→ `(.+)`");
  private static final Pattern ROW = Pattern.compile("\\| `(\\{.*})` \\| `(.+)` \\|");

  private DocumentedMessages() {}

  /**
   * An example.
   *
   * @param json as it stands on the page
   * @param result what the page says it comes out as, where it says so
   */
  public record Example(String json, Optional<String> result) {
    @Override
    public String toString() {
      return json.replaceAll("\\s+", " ");
    }
  }

  /** The examples of a section, in order; at least one. */
  public static List<Example> of(String section) {
    List<Example> examples = sections().getOrDefault(section, List.of());
    if (examples.isEmpty()) {
      throw new AssertionError(PAGE + " has no example under '" + section + "'");
    }
    return examples;
  }

  /** Every section that has examples. */
  public static Map<String, List<Example>> sections() {
    Map<String, List<Example>> sections = new LinkedHashMap<>();
    List<String> lines = lines();
    String section = "";
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.startsWith("## ")) {
        section = line.substring(3);
      }
      var row = ROW.matcher(line);
      if (row.matches()) {
        add(sections, section, new Example(row.group(1), Optional.of(row.group(2))));
      }
      if (line.equals("```json")) {
        int end = lines.subList(at, lines.size()).indexOf("```") + at;
        String json = String.join("\n", lines.subList(at + 1, end));
        add(sections, section, new Example(json, resultAfter(lines, end)));
        at = end;
      }
    }
    return sections;
  }

  private static void add(Map<String, List<Example>> sections, String section, Example example) {
    sections.computeIfAbsent(section, any -> new ArrayList<>()).add(example);
  }

  private static Optional<String> resultAfter(List<String> lines, int end) {
    if (lines.size() <= end + 2) {
      return Optional.empty();
    }
    var result = RESULT.matcher(lines.get(end + 2));
    return result.matches() ? Optional.of(result.group(1)) : Optional.empty();
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
