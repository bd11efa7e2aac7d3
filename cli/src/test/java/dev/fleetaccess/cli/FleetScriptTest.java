package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The {@code fleet} script on a machine that has only what the test gives it: a copy of the script
 * in a folder of its own, its places for JDKs in that folder too.
 */
class FleetScriptTest {
  private static final Path SCRIPT = Path.of("..", "fleet");
  private static final List<String> TOOLS =
      List.of("bash", "cat", "dirname", "find", "head", "mkdir", "sed", "touch");
  private static final String BUILDING = "fleet: building, a minute or two the first time ...";

  @TempDir private Path folder;
  private Path home;
  private Path path;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the tools stand elsewhere");
    home = Files.createDirectory(folder.resolve("home"));
    path = Files.createDirectory(folder.resolve("path"));
    for (String name : TOOLS) {
      executable(path.resolve(name), "#!%s\nexec %s \"$@\"\n".formatted(tool("bash"), tool(name)));
    }
    Files.createDirectories(home.resolve("cli/src/main"));
    Files.createDirectory(home.resolve("templates"));
    Files.createDirectory(home.resolve("infra"));
    for (String file : List.of("pom.xml", "cli/pom.xml", "infra/cdk.json")) {
      Files.createFile(home.resolve(file));
    }
    String script =
        Files.readString(SCRIPT)
            .replace("/usr/lib/jvm", folder + "/jvm")
            .replace("/Library/Java", folder + "/Library")
            .replace("/proc/meminfo", folder + "/meminfo");
    executable(home.resolve("fleet"), script);
  }

  @Test
  void withoutAJdkItIsOneClearLineAnd2() throws Exception {
    assertThat(run().errors())
        .containsExactly("fleet: needs a JDK 21 or newer: install one, or set JAVA_HOME to it");
    assertThat(run().exit()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "1.8.0_402, too old",
    "17.0.12, too old",
    "20, too old",
    "21.0.4, enough",
    "25, enough",
    "26-ea, enough"
  })
  void aJdkCountsFrom21On(String version, String verdict) throws Exception {
    java(path, version);

    assertThat(run().errors().getFirst())
        .startsWith(verdict.equals("enough") ? "fleet: needs Maven" : "fleet: needs a JDK 21");
  }

  @Test
  void aNewerJdkIsFoundWhereTheOneOnThePathIsTooOld() throws Exception {
    java(path, "17.0.12");
    java(Files.createDirectories(folder.resolve("jvm/temurin-25/bin")), "25.0.1");

    assertThat(run().errors().getFirst()).startsWith("fleet: needs Maven");
  }

  @Test
  void withoutMavenItIsOneClearLineAnd2() throws Exception {
    java(path, "25.0.1");

    assertThat(run())
        .isEqualTo(
            new Ended(
                2,
                List.of(),
                List.of(
                    "fleet: needs Maven 3.8.7 or newer to build: install it (mvn was not found)")));
  }

  @Test
  void withoutNodeItIsOneClearLineAnd2() throws Exception {
    java(path, "25.0.1");
    executable(path.resolve("mvn"), "#!/usr/bin/env bash\n");

    assertThat(run())
        .isEqualTo(
            new Ended(
                2,
                List.of(),
                List.of(
                    "fleet: needs Node.js 20 or newer to synthesize the infrastructure: install it"
                        + " (node was not found)")));
  }

  @Test
  void aBuildThatFailsEndsWith2AndIsTriedAgain() throws Exception {
    java(path, "25.0.1");
    executable(path.resolve("node"), "#!/usr/bin/env bash\n");
    executable(path.resolve("mvn"), "#!/usr/bin/env bash\necho broken\nexit 1\n");
    var failed =
        new Ended(
            2,
            List.of(),
            List.of(BUILDING, "broken", "fleet: the build failed; the lines above say why"));

    assertThat(run()).isEqualTo(failed);
    assertThat(run()).isEqualTo(failed);
  }

  @Test
  void whatIsBuiltIsNotBuiltAgainUntilASourceChanges() throws Exception {
    java(path, "25.0.1");
    executable(path.resolve("node"), "#!/usr/bin/env bash\n");
    executable(
        path.resolve("mvn"),
        """
        #!/usr/bin/env bash
        mkdir -p cli/target
        echo lib.jar > cli/target/libraries
        """);

    Ended first = run("local", "--accounts", "3");
    assertThat(first.errors()).containsExactly(BUILDING);
    assertThat(first.exit()).as("the command's own").isEqualTo(7);
    assertThat(first.output())
        .singleElement()
        .asString()
        .contains("-Dfleet.terminal=false", "-Dfleet.home=" + home.toRealPath())
        .endsWith("dev.fleetaccess.cli.Fleet local --accounts 3");
    assertThat(run("local").errors()).isEmpty();

    Path changed = Files.createFile(home.resolve("templates/fleet.yaml"));
    Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("lint").errors()).as("reads the templates as they are").isEmpty();
    assertThat(run("local").errors()).containsExactly(BUILDING);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "rehearse, -Xmx3g",
    "rehearse --accounts 10000 --faults none, -Xmx3g",
    "rehearse --accounts 50000 --faults none, -Xmx10g",
    "rehearse --faults none --accounts=20001, -Xmx5g",
    "rehearse --accounts many, -Xmx3g",
    "rehearse --accounts 60000, -Xmx3g",
    "measure --accounts 50000, -Xmx3g",
    "status --account 300000000001, -Xmx512m"
  })
  void theHeapFollowsTheAccountsOfARehearsal(String command, String heap) throws Exception {
    built();
    memory(16);

    Ended ended = run(command.split(" "));

    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output()).singleElement().asString().contains(heap);
  }

  @Test
  void aRehearsalThatTheMachineHasNoRoomForIsRefusedInOneLine() throws Exception {
    built();
    memory(8);

    assertThat(run("rehearse", "--accounts", "50000", "--faults", "none"))
        .isEqualTo(
            new Ended(
                2,
                List.of(),
                List.of(
                    "fleet: 50000 accounts take 10 GB of memory, and 8 are free: take fewer with"
                        + " --accounts, or say FLEET_HEAP=10g to try it all the same")));
  }

  private void memory(int gigabytesFree) throws IOException {
    Files.writeString(
        folder.resolve("meminfo"),
        "MemTotal: 99999999 kB\nMemAvailable:   %d kB\n".formatted(gigabytesFree * 1_048_576));
  }

  /** Nothing is older than what it was built from. */
  private void built() throws IOException {
    java(path, "25.0.1");
    Path target = Files.createDirectories(home.resolve("cli/target"));
    Files.writeString(target.resolve("libraries"), "lib.jar");
    Path stamp = Files.createFile(target.resolve("fleet.stamp"));
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(60)));
  }

  /** A JDK that tells its version, and else says how it was called and ends with 7. */
  private static void java(Path folder, String version) throws IOException {
    executable(
        folder.resolve("java"),
        """
        #!/usr/bin/env bash
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-01' >&2; exit; fi
        echo "$@"
        exit 7
        """
            .formatted(version));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path tool(String name) {
    Optional<Path> found =
        Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/run/current-system/sw/bin")
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), name + " is not where it is looked for");
    return found.orElseThrow();
  }

  private record Ended(int exit, List<String> output, List<String> errors) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(home.resolve("fleet").toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    var builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", path.toString());
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readAllLines(output, StandardCharsets.UTF_8),
        Files.readAllLines(errors, StandardCharsets.UTF_8));
  }
}
