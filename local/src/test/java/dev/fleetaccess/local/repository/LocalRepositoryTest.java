package dev.fleetaccess.local.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.Clients;
import dev.fleetaccess.local.blueprint.RepositoryPart;
import dev.fleetaccess.local.blueprint.RulePart;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.events.EventBus;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FolderDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;

class LocalRepositoryTest {
  private static final Place PLACE = new Place("aws", "us-east-1", "111111111111");
  private static final RepositoryPart PART =
      new RepositoryPart("fleet-access", PLACE.arn("codecommit", "fleet-access"));

  /** JGit measures the file system on a thread of its own, with files that come and go. */
  @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
  private Path folder;

  private final List<JsonNode> events = new ArrayList<>();
  private Endpoint endpoint;
  private LocalRepository repository;
  private CodeCommitClient client;

  @BeforeEach
  void start() {
    endpoint = Endpoint.bind(0);
    var rule =
        new RulePart(
            "Pushed",
            "arn",
            Optional.of(
                "{\"source\": [\"aws.codecommit\"], \"detail\": {\"referenceName\": [\"main\"]}}"),
            Optional.empty(),
            List.of(new RulePart.Target("target", Optional.empty())));
    var bus =
        new EventBus(
            List.of(rule),
            PLACE,
            (arn, payload) -> {},
            (event, rules) -> events.add(event),
            InstantSource.system());
    repository = LocalRepository.create(PART, folder.resolve("repository.git"), "main", bus);
    endpoint.mount(GitHandler.PREFIX, new GitHandler(repository));
    endpoint.offer(new CodeCommitService(repository, PLACE, address()));
    endpoint.start();
    client = Clients.client(CodeCommitClient.builder(), endpoint.uri(), "AKID");
  }

  @AfterEach
  void stop() {
    repository.close();
    endpoint.close();
  }

  @Test
  void aPlainGitPushIsAnEventAndSaysHowManyTargetsItReached() throws Exception {
    Path work = workingCopy();
    String output = git(work, "push", address().toString(), "main");
    assertThat(output)
        .contains("remote: event referenceCreated of refs/heads/main matched 1 rule target(s)");
    JsonNode created = events.get(0);
    assertThat(created.path("detail-type").asText())
        .isEqualTo("CodeCommit Repository State Change");
    assertThat(created.path("resources").get(0).asText()).isEqualTo(PART.arn());
    String first = git(work, "rev-parse", "HEAD").trim();
    assertThat(created.path("detail").path("commitId").asText()).isEqualTo(first);
    assertThat(created.path("detail").has("oldCommitId")).isFalse();

    Files.writeString(work.resolve("fleet.yaml"), "version: 2\n");
    git(work, "commit", "-aqm", "second");
    git(work, "push", address().toString(), "main");
    JsonNode updated = events.get(1).path("detail");
    assertThat(updated.path("event").asText()).isEqualTo("referenceUpdated");
    assertThat(updated.path("oldCommitId").asText()).isEqualTo(first);
    assertThat(
            client
                .getBranch(r -> r.repositoryName("fleet-access").branchName("main"))
                .branch()
                .commitId())
        .isEqualTo(updated.path("commitId").asText());
  }

  @Test
  void otherBranchesAndTagsAreEventsOfTheirOwn() throws Exception {
    Path work = workingCopy();
    git(work, "tag", "v1");
    String output = git(work, "push", address().toString(), "main:feature/x", "v1");
    assertThat(output).contains("matched 0 rule target(s)");
    assertThat(events)
        .extracting(
            event ->
                event.path("detail").path("referenceType").asText()
                    + " "
                    + event.path("detail").path("referenceName").asText())
        .containsExactlyInAnyOrder("branch feature/x", "tag v1");
    git(work, "push", address().toString(), ":feature/x");
    assertThat(events.get(2).path("detail").path("event").asText()).isEqualTo("referenceDeleted");
    assertThat(events.get(2).path("detail").has("commitId")).isFalse();
  }

  @Test
  void whatWasSeededCanBeClonedAndPushedTo() throws Exception {
    repository.seed(seed(), "seed");
    assertThat(events).as("a seed is no push").isEmpty();
    Path copy = folder.resolve("copy");
    git(folder, "clone", "-q", address().toString(), copy.toString());
    assertThat(copy.resolve("fleet.yaml")).hasContent("version: 1");
    Files.writeString(copy.resolve("fleet.yaml"), "version: 3\n");
    git(copy, "commit", "-aqm", "third");
    git(copy, "push", "-q");
    assertThat(events).hasSize(1);
  }

  @Test
  void aFolderCanBePushedWithoutGit() throws Exception {
    String commit = repository.push(seed(), "pushed");
    assertThat(events.get(0).path("detail").path("commitId").asText()).isEqualTo(commit);
    String next = repository.push(seed(), "again");
    assertThat(events.get(1).path("detail").path("event").asText()).isEqualTo("referenceUpdated");
    assertThat(
            client
                .getCommit(r -> r.repositoryName("fleet-access").commitId(next))
                .commit()
                .parents())
        .containsExactly(commit);
  }

  @Test
  void filesAndFoldersAreReadAtACommit() throws Exception {
    String first = repository.push(seed(), "first");
    Path changed = seed();
    Files.writeString(changed.resolve("fleet.yaml"), "version: 2\n");
    String second = repository.push(changed, "second");
    assertThat(file(first)).isEqualTo("version: 1\n");
    assertThat(file("main")).isEqualTo("version: 2\n");
    var root =
        client.getFolder(
            r -> r.repositoryName("fleet-access").commitSpecifier(second).folderPath("/"));
    assertThat(root.files()).extracting(f -> f.absolutePath()).containsExactly("fleet.yaml");
    assertThat(root.subFolders()).extracting(f -> f.absolutePath()).containsExactly("roles");
    var roles =
        client.getFolder(
            r -> r.repositoryName("fleet-access").commitSpecifier(second).folderPath("roles"));
    assertThat(roles.files()).extracting(f -> f.absolutePath()).containsExactly("roles/spoke.yaml");
    var differences =
        client.getDifferences(
            r ->
                r.repositoryName("fleet-access")
                    .beforeCommitSpecifier(first)
                    .afterCommitSpecifier(second));
    assertThat(differences.differences())
        .extracting(d -> d.changeTypeAsString() + d.afterBlob().path())
        .containsExactly("Mfleet.yaml");
    assertThat(client.listBranches(r -> r.repositoryName("fleet-access")).branches())
        .containsExactly("main");
    assertThat(
            client
                .getRepository(r -> r.repositoryName("fleet-access"))
                .repositoryMetadata()
                .cloneUrlHttp())
        .isEqualTo(address().toString());
  }

  @Test
  void whatIsNotThereIsTheModelledError() throws Exception {
    assertThatThrownBy(
            () -> client.getBranch(r -> r.repositoryName("fleet-access").branchName("main")))
        .as("an empty repository has no branch")
        .isInstanceOf(BranchDoesNotExistException.class);
    repository.seed(seed(), "seed");
    String unknown = "0123456789012345678901234567890123456789";
    assertThatThrownBy(() -> client.getBranch(r -> r.repositoryName("other").branchName("main")))
        .isInstanceOf(RepositoryDoesNotExistException.class);
    assertThatThrownBy(
            () -> client.getFile(r -> r.repositoryName("fleet-access").filePath("none.yaml")))
        .isInstanceOf(FileDoesNotExistException.class);
    assertThatThrownBy(
            () -> client.getFolder(r -> r.repositoryName("fleet-access").folderPath("none")))
        .isInstanceOf(FolderDoesNotExistException.class);
    assertThatThrownBy(
            () ->
                client.getFile(
                    r ->
                        r.repositoryName("fleet-access")
                            .commitSpecifier(unknown)
                            .filePath("fleet.yaml")))
        .isInstanceOf(CommitDoesNotExistException.class);
    assertThatThrownBy(
            () -> client.getCommit(r -> r.repositoryName("fleet-access").commitId(unknown)))
        .isInstanceOf(CommitIdDoesNotExistException.class);
  }

  private String file(String specifier) {
    return client
        .getFile(
            r -> r.repositoryName("fleet-access").commitSpecifier(specifier).filePath("fleet.yaml"))
        .fileContent()
        .asString(StandardCharsets.UTF_8);
  }

  private URI address() {
    return endpoint.uri().resolve("/git/fleet-access");
  }

  private Path seed() throws IOException {
    Path seed = Files.createTempDirectory(folder, "seed");
    Files.writeString(seed.resolve("fleet.yaml"), "version: 1\n");
    Files.createDirectories(seed.resolve("roles"));
    Files.writeString(seed.resolve("roles/spoke.yaml"), "Resources: {}\n");
    return seed;
  }

  private Path workingCopy() throws Exception {
    Path work = seed();
    git(work, "init", "-q", "-b", "main");
    git(work, "add", "-A");
    git(work, "commit", "-qm", "first");
    return work;
  }

  private static String git(Path in, String... arguments) throws Exception {
    var command =
        new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.com"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("NO_PROXY", "127.0.0.1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
