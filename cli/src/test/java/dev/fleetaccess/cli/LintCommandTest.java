package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.guard.Remark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The templates as somebody lints them before a commit. */
class LintCommandTest {
  private static final Path TEMPLATES = Path.of("..", "templates");

  @TempDir private Path folder;

  private final SampleFleet fleet = new SampleFleet();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void copyTheTemplates() throws IOException {
    try (var files = Files.list(TEMPLATES)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void theProjectsOwnTemplatesHaveNoErrorAndTheHubsOneWarning() {
    assertThat(lint(folder.toString())).isEqualTo(ExitCode.GOOD);
    assertThat(out.toString())
        .contains(folder + "/hub-role.yaml:58: warning [hub-compute-service]\n")
        .contains("0 errors, 1 warning, 0 notes in 4 files.\n")
        .contains("names no stack of them: access-role.yaml, cloudtrail-lake-read-role.yaml.\n")
        .contains("Not compared with what stands there");
  }

  @Test
  void aWholeServiceIsRefusedAtItsLine() throws IOException {
    edit("spoke-role.yaml", "- iam:Get*\n", "- iam:*\n");
    int line = line("spoke-role.yaml", "- iam:*");
    assertThat(lint(folder.toString())).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(out.toString())
        .contains(folder + "/spoke-role.yaml:" + line + ": error [permission-whole-service]\n")
        .contains("To accept it, write in fleet.yaml: allow: [{finding: ");
  }

  @Test
  void aFolderWithoutAManifestSaysSo() throws IOException {
    Files.delete(folder.resolve("fleet.yaml"));
    assertThat(lint(folder.toString())).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(out.toString())
        .contains("error [manifest-missing]")
        .contains("Not examined, as what is wrong above comes first: access-role.yaml, ");
  }

  @Test
  void comparedWithAnotherFolderWhatWidensIsFoundAndAllowedByItsFingerprint(@TempDir Path before)
      throws IOException {
    for (String file :
        List.of("fleet.yaml", "hub-role.yaml", "org-read-only-role.yaml", "spoke-role.yaml")) {
      Files.copy(folder.resolve(file), before.resolve(file));
    }
    edit("fleet.yaml", "parameters: {}", "parameters: {Respond: \"true\"}");
    assertThat(lint(folder.toString(), "--against", before.toString(), "--format", "json"))
        .isEqualTo(ExitCode.NOT_GOOD);
    JsonNode found = json().path("findings");
    JsonNode widened = only(found, "change-gains-actions");
    assertThat(widened.path("severity").asText()).isEqualTo("error");
    assertThat(widened.path("message").asText()).contains("ec2:StopInstances");

    String print = widened.path("fingerprint").asText();
    edit("fleet.yaml", "allow: []", "allow: [{finding: \"" + print + "\", reason: drill}]");
    assertThat(lint(folder.toString(), "--against", before.toString(), "--format", "json"))
        .isEqualTo(ExitCode.GOOD);
    assertThat(only(json().path("findings"), "change-gains-actions").path("severity").asText())
        .isEqualTo("note");
  }

  @Test
  void comparedWithACommitOfItsRepository() throws Exception {
    git("init", "--quiet");
    git("add", "--all");
    git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "first");
    edit("spoke-role.yaml", "RoleName: spoke-001", "RoleName: spoke-002");
    assertThat(lint(folder.toString(), "--against", "HEAD")).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(out.toString()).contains("error [role-replaced]").doesNotContain("Not compared");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "a form that is not there, '--format xml', '--format takes text, json or sarif'",
    "a commit that is not there, '--against nonsense', 'git rev-parse'",
  })
  void wrongUseIsToldApart(String reason, String arguments, String words) {
    String[] all = (folder + " " + arguments).split(" ");
    assertThat(lint(all)).as(reason).isEqualTo(ExitCode.COULD_NOT_TELL);
    assertThat(err.toString()).contains(words);
  }

  @Test
  void aFolderThatIsNotThereIsWrongUse() {
    assertThat(lint(folder.resolve("nowhere").toString())).isEqualTo(ExitCode.COULD_NOT_TELL);
    assertThat(err.toString()).contains("is no folder");
  }

  @Test
  void inOtherPartitionsTheTemplatesAreAsGood() throws IOException {
    edit("fleet.yaml", "region: us-east-1", "region: us-gov-west-1");
    assertThat(lint(folder.toString())).isEqualTo(ExitCode.GOOD);
  }

  /** What the schema of SARIF 2.1.0 requires, and what code scanning services read beside it. */
  @Test
  void sarifHasWhatItsSchemaRequires() throws IOException {
    edit("spoke-role.yaml", "- iam:Get*\n", "- iam:*\n");
    lint(folder.toString(), "--format", "sarif");
    JsonNode log = json();
    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    assertThat(log.path("$schema").asText()).contains("sarif-2.1.0");
    JsonNode run = log.path("runs").path(0);
    JsonNode driver = run.path("tool").path("driver");
    assertThat(driver.path("name").asText()).isNotBlank();
    assertThat(run.path("results")).isNotEmpty();
    for (JsonNode result : run.path("results")) {
      assertThat(result.path("message").path("text").asText()).isNotBlank();
      assertThat(result.path("level").asText()).isIn("error", "warning", "note");
      assertThat(driver.path("rules").path(result.path("ruleIndex").asInt()).path("id"))
          .isEqualTo(result.path("ruleId"));
      JsonNode place = result.path("locations").path(0).path("physicalLocation");
      assertThat(place.path("region").path("startLine").asInt()).isPositive();
      assertThat(Path.of(URI.create(place.path("artifactLocation").path("uri").asText()))).exists();
      assertThat(result.path("partialFingerprints").path("fleetAccess/v1").asText())
          .matches("[0-9a-f]{16}");
    }
  }

  @Test
  void accessAnalyzerIsAskedOnlyWhereThatIsAskedFor() {
    fleet.analyzer.remark(
        "sts:AssumeRole", new Remark(true, "INVALID_ACTION", "no such thing", List.of()));

    assertThat(lint(folder.toString())).isEqualTo(ExitCode.GOOD);
    assertThat(fleet.analyzer.asked()).isEmpty();

    assertThat(lint(folder.toString(), "--access-analyzer")).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(out.toString())
        .contains("error [analyzer-invalid-action]\n")
        .contains("    Access Analyzer on FleetAccess-Spoke: 'Spoke': no such thing.\n")
        .contains("To accept it, write in fleet.yaml: allow: [{finding: ");
  }

  @Test
  void whereAccessAnalyzerCannotBeAskedALineSaysSo() {
    fleet.analyzer.fail(new Failure(Failure.Kind.DENIED, "AccessDeniedException", "not you"));

    assertThat(lint(folder.toString(), "--access-analyzer")).isEqualTo(ExitCode.GOOD);
    assertThat(out.toString())
        .contains("/fleet.yaml:1: note [analyzer-not-run]\n")
        .contains("AccessDeniedException: not you");
  }

  private int lint(String... arguments) {
    out.getBuffer().setLength(0);
    var all = new ArrayList<>(List.of("lint"));
    all.addAll(List.of(arguments));
    return Fleet.commandLine(fleet)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  private static JsonNode only(JsonNode findings, String id) {
    for (JsonNode finding : findings) {
      if (finding.path("id").asText().equals(id)) {
        return finding;
      }
    }
    throw new AssertionError("no " + id + " in " + findings);
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }

  private int line(String file, String text) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(file));
    return lines.indexOf(
            lines.stream().filter(line -> line.strip().equals(text)).findFirst().orElseThrow())
        + 1;
  }

  private void git(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
