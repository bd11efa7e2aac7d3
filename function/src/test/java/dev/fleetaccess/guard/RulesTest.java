package dev.fleetaccess.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.SampleReleases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each rule as a folder of cases: a template, what is expected to be found in it, and why. A case
 * may have a manifest of its own, and the release that stands there {@code before} it. A line of
 * {@code expected.txt} is the beginning of a finding, then what its message holds; nothing is
 * expected of a near miss.
 */
class RulesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "guard");

  @TestFactory
  Stream<DynamicTest> whatIsExpectedIsFoundAndNothingElse() throws IOException {
    return folders(CASES)
        .flatMap(rule -> folders(rule))
        .map(
            example ->
                DynamicTest.dynamicTest(
                    CASES.relativize(example).toString(), () -> holds(example)));
  }

  private static void holds(Path example) throws IOException {
    assertThat(Files.readString(example.resolve("reason.txt"))).isNotBlank();
    List<String> expected = Files.readAllLines(example.resolve("expected.txt"));
    List<String> found = examine(example).stream().map(Finding::toString).toList();
    List<String> missing = new ArrayList<>(expected);
    List<String> unexpected = new ArrayList<>();
    for (String finding : found) {
      missing.stream()
          .filter(line -> fits(finding, line))
          .findFirst()
          .ifPresentOrElse(missing::remove, () -> unexpected.add(finding));
    }
    assertThat(missing).as("expected and not found; found were %s", found).isEmpty();
    assertThat(unexpected).as("found and not expected").isEmpty();
  }

  private static boolean fits(String finding, String line) {
    int end = line.indexOf(']') + 1;
    return finding.startsWith(line.substring(0, end))
        && finding.contains(line.substring(end).strip());
  }

  private static List<Finding> examine(Path example) throws IOException {
    Path before = example.resolve("before");
    Optional<Release> current =
        Files.exists(before)
            ? Optional.of(SampleReleases.release(SampleReleases.commit('b'), files(before)))
            : Optional.empty();
    var reading =
        ReleaseReader.read(SampleReleases.source(SampleReleases.commit('a'), files(example)));
    List<Finding> findings = new ArrayList<>(reading.findings());
    reading
        .release()
        .ifPresent(
            release -> {
              var surroundings =
                  new Surroundings(
                      SampleReleases.FACTS, Examples.hub(AccountState.ACTIVE), Examples.DEPLOYED);
              findings.addAll(Guard.examine(release, current, surroundings));
            });
    return findings;
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    files.put("fleet.yaml", Files.readString(CASES.resolve("fleet.yaml")));
    try (var paths = Files.list(folder)) {
      for (Path path : paths.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }

  private static Stream<Path> folders(Path folder) {
    try (var paths = Files.list(folder)) {
      return paths.filter(Files::isDirectory).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
