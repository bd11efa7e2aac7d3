package dev.fleetaccess.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Account;
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
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each rule as a folder of cases: a template, what is expected to be found in it, and why. A case
 * may have a manifest of its own, the release that stands there {@code before} it, and another
 * state of the {@code hub} account than active. A line of {@code expected.txt} is the beginning of
 * a finding, then what its message holds; nothing is expected of a near miss.
 */
class RulesTest {
  /** How the ids of findings look, and nothing else that the rules hold in quotes. */
  private static final Pattern ID = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

  /** These are found by asking, and tested where the question is. */
  private static final String OF_THE_ANALYZER = "analyzer-";

  /** One template with many holes is no rule. */
  private static final String OF_ONE_TEMPLATE = "seed";

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

  @TestFactory
  Stream<DynamicTest> eachRuleHasANearMiss() {
    return folders(CASES)
        .filter(rule -> !rule.endsWith(OF_ONE_TEMPLATE))
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getFileName().toString(),
                    () ->
                        assertThat(folders(rule))
                            .anyMatch(example -> expected(example).isEmpty())));
  }

  @Test
  void whateverTheGuardCanSayHasACase() throws IOException {
    var said = new TreeSet<String>();
    for (Path source : sources()) {
      ID.matcher(Files.readString(source)).results().forEach(found -> said.add(found.group(1)));
    }
    assertThat(said).as("ids in the sources of the rules").contains("trust-wildcard");
    said.removeIf(id -> id.startsWith(OF_THE_ANALYZER));

    assertThat(
            folders(CASES)
                .flatMap(RulesTest::folders)
                .flatMap(example -> expected(example).stream())
                .map(line -> line.substring(line.indexOf('[') + 1, line.indexOf(']'))))
        .containsAll(said);
  }

  /** The rules, and what they ask whether sessions cover a template. */
  private static List<Path> sources() throws IOException {
    Path all = Path.of("src", "main", "java", "dev", "fleetaccess");
    try (var rules = Files.list(all.resolve("guard"))) {
      return Stream.concat(
              rules.filter(file -> file.toString().endsWith(".java")),
              Stream.of(all.resolve("release").resolve("SessionPolicy.java")))
          .toList();
    }
  }

  private static List<String> expected(Path example) {
    try {
      return Files.readAllLines(example.resolve("expected.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void holds(Path example) throws IOException {
    assertThat(Files.readString(example.resolve("reason.txt"))).isNotBlank();
    List<String> expected = expected(example);
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
                  new Surroundings(SampleReleases.FACTS, hub(example), Examples.DEPLOYED);
              findings.addAll(Guard.examine(release, current, surroundings));
            });
    return findings;
  }

  private static Optional<Account> hub(Path example) {
    Path state = example.resolve("hub.txt");
    try {
      return Examples.hub(
          Files.exists(state)
              ? AccountState.valueOf(Files.readString(state).strip())
              : AccountState.ACTIVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
