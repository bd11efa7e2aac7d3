package dev.fleetaccess.local.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetaccess.aws.CodeCommitRepository;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.local.blueprint.RepositoryPart;
import dev.fleetaccess.local.events.EventBus;
import dev.fleetaccess.local.repository.CodeCommitService;
import dev.fleetaccess.local.repository.LocalRepository;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.RoleRepository;
import dev.fleetaccess.release.RoleRepositoryContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The role repository, in git behind CodeCommit's protocol. */
@ExtendWith(PartsExtension.class)
class CodeCommitRepositoryTest extends RoleRepositoryContract {
  private static final RepositoryPart PART =
      new RepositoryPart("fleet-access", Parts.PLACE.arn("codecommit", "fleet-access"));

  private final Parts parts;
  private final LocalRepository git;

  CodeCommitRepositoryTest(Parts parts) throws IOException {
    this.parts = parts;
    var bus =
        new EventBus(
            List.of(),
            Parts.PLACE,
            (arn, payload) -> {},
            (event, rules) -> {},
            InstantSource.system());
    this.git = LocalRepository.create(PART, parts.folder(), "main", bus);
    parts
        .endpoint()
        .offer(new CodeCommitService(git, Parts.PLACE, parts.endpoint().uri().resolve("/git")));
  }

  @AfterEach
  void stop() {
    git.close();
  }

  @Override
  protected RoleRepository port() {
    return repository("fleet-access", "main");
  }

  @Override
  protected CommitId push(Map<String, String> files) {
    try {
      Path folder = parts.folder();
      for (var file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      return new CommitId(git.push(folder, "a push"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTemplateOverCloudFormationsQuotaIsReadWholeSoThatAFindingCanSayItsSize() {
    String large = "# " + "long ".repeat(20_000) + "\n";
    CommitId commit = push(Map.of("spoke-role.yaml", large));

    assertThat(port().file(commit, "spoke-role.yaml")).contains(large);
  }

  @Test
  void aBranchThatNobodyPushedToHasNoHead() {
    push(Map.of("fleet.yaml", "version: 1\n"));

    assertThat(repository("fleet-access", "develop").head()).isEmpty();
  }

  @Test
  void aRepositoryThatIsNotThereIsAFailureAndNoEmptyBranch() {
    assertFails("RepositoryDoesNotExistException", () -> repository("fleet-acces", "main").head());
  }

  @Test
  void aCommitThatIsNotThereIsAFailureAndNoMissingFile() {
    push(Map.of("fleet.yaml", "version: 1\n"));
    var gone = new CommitId("0123456789012345678901234567890123456789");

    assertThat(assertFails("CommitDoesNotExistException", () -> port().file(gone, "fleet.yaml")))
        .isEqualTo(Failure.Kind.INVALID);
  }

  @Test
  void aFolderIsNoFile() {
    CommitId commit = push(Map.of("roles/spoke.yaml", "Resources: {}\n"));

    assertThat(port().file(commit, "roles")).isEmpty();
  }

  private RoleRepository repository(String name, String branch) {
    return new CodeCommitRepository(parts.clients(), name, branch);
  }

  private static Failure.Kind assertFails(String code, Runnable call) {
    var thrown = assertThatExceptionOfType(RemoteFailure.class).isThrownBy(call::run).actual();
    assertThat(thrown.failure().code()).isEqualTo(code);
    return thrown.failure().kind();
  }
}
