package dev.fleetaccess.guard;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.SampleReleases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a commit holds, reading and examining it ends in findings, not in an exception. */
class GarbledReleasesTest {
  private static final List<String> PIECES =
      List.of(
          "",
          "\n",
          " ",
          "  - ",
          "[",
          "]",
          "{",
          "}",
          ":",
          ": ",
          "!",
          "!Ref ",
          "!If [",
          "&a ",
          "*a",
          "'",
          "\"",
          "~",
          "0",
          "-1",
          "9".repeat(40),
          "|\n",
          "? ",
          "<<: ",
          "#",
          "%",
          "\t",
          "\u0000",
          "\uD800",
          "!!binary x",
          "---\n",
          "Fn::Sub",
          "${",
          "Transform: x\n");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aSeedOfGarblingsNeverThrows(long seed) {
    var random = new Random(seed);
    Map<String, String> good = SampleReleases.templates();
    for (int round = 0; round < 150; round++) {
      var files = new TreeMap<>(good);
      String file = random.nextInt(3) > 0 ? "fleet.yaml" : "spoke-role.yaml";
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        files.compute(file, (name, text) -> garbled(text, random));
      }
      var source = SampleReleases.source(SampleReleases.commit('a'), files);
      assertThatCode(
              () ->
                  ReleaseReader.read(source)
                      .release()
                      .ifPresent(
                          release ->
                              Guard.examine(release, Optional.empty(), Examples.surroundings())))
          .as("seed " + seed + ", round " + round + ", " + file + ":\n" + files.get(file))
          .doesNotThrowAnyException();
    }
  }

  private static String garbled(String text, Random random) {
    int start = random.nextInt(text.length());
    int end = Math.min(text.length(), start + random.nextInt(12));
    String piece =
        random.nextBoolean()
            ? PIECES.get(random.nextInt(PIECES.size()))
            : text.substring(Math.max(0, start - random.nextInt(40)), start);
    return text.substring(0, start) + piece + text.substring(end) + "\n";
  }
}
