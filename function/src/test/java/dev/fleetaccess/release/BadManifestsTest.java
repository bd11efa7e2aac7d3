package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests that are refused. Each file begins with its reason, and each line that a finding is
 * expected on ends in {@code # <- id}.
 */
class BadManifestsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "release");
  private static final Pattern MARK = Pattern.compile("# <- (.+)$");

  static Stream<String> manifests() throws IOException {
    try (var files = Files.list(FOLDER.resolve("bad"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void eachMarkedLineIsFoundAndNoOther(String name) throws IOException {
    String manifest = Files.readString(FOLDER.resolve("bad").resolve(name));
    assertThat(manifest).startsWith("# Reason: ");
    var files = new TreeMap<>(templates());
    files.keySet().removeIf(file -> !manifest.contains(" " + file));
    files.put(ReleaseSource.MANIFEST, manifest);

    var reading = ReleaseReader.read(SampleReleases.source(SampleReleases.commit('b'), files));

    var expected = new ArrayList<String>();
    files.forEach((file, text) -> expected.addAll(marks(file, text)));
    assertThat(expected).as("a bad manifest has a mark").isNotEmpty();
    assertThat(reading.findings())
        .extracting(finding -> finding.file() + ":" + finding.line() + " " + finding.id())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(reading.release()).isEmpty();
    assertThat(reading.findings())
        .as("each finding is a sentence")
        .allMatch(finding -> finding.message().matches("(?s).*[.?]"));
  }

  private static List<String> marks(String file, String text) {
    var marks = new ArrayList<String>();
    String[] lines = text.split("\n");
    for (int i = 0; i < lines.length; i++) {
      int line = i + 1;
      var mark = MARK.matcher(lines[i]);
      if (mark.find()) {
        Arrays.stream(mark.group(1).strip().split(" "))
            .forEach(id -> marks.add(file + ":" + line + " " + id));
      }
    }
    return marks;
  }

  private static Map<String, String> templates() throws IOException {
    var files = new TreeMap<String, String>();
    try (var folder = Files.list(FOLDER.resolve("templates"))) {
      for (Path file : folder.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
