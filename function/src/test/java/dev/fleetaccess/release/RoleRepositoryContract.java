package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetaccess.fleet.RemoteFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link RoleRepository} keeps to. */
public abstract class RoleRepositoryContract {
  /** A repository to which nobody has pushed; the same one at every call. */
  protected abstract RoleRepository port();

  /** Pushes a commit that has exactly these files to the branch. */
  protected abstract CommitId push(Map<String, String> files);

  @Test
  void beforeTheFirstPushThereIsNoHead() {
    assertThat(port().head()).isEmpty();
  }

  @Test
  void theHeadIsTheCommitPushedLast() {
    push(Map.of("fleet.yaml", "version: 1\n"));
    CommitId second = push(Map.of("fleet.yaml", "version: 2\n"));

    assertThat(port().head()).contains(second);
  }

  @Test
  void aFileIsReadAtTheCommitAskedForThoughTheBranchWentOn() {
    CommitId first = push(Map.of("fleet.yaml", "version: 1\n"));
    CommitId second = push(Map.of("fleet.yaml", "version: 2\n"));

    assertThat(port().file(first, "fleet.yaml")).contains("version: 1\n");
    assertThat(port().file(second, "fleet.yaml")).contains("version: 2\n");
  }

  @Test
  void aFileMayStandInAFolderAndHoldAnyText() {
    CommitId commit = push(Map.of("roles/späte.yaml", "Description: für alle \uD83D\uDE00\n"));

    assertThat(port().file(commit, "roles/späte.yaml"))
        .contains("Description: für alle \uD83D\uDE00\n");
  }

  @Test
  void aFileThatTheCommitLacksIsEmpty() {
    CommitId commit = push(Map.of("fleet.yaml", "version: 1\n"));

    assertThat(port().file(commit, "spoke-role.yaml")).isEmpty();
  }

  @Test
  void aCommitThatTheRepositoryLacksIsToldFromAFileThatItLacks() {
    push(Map.of("fleet.yaml", "version: 1\n"));

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> port().file(new CommitId("9".repeat(40)), "fleet.yaml"))
        .satisfies(e -> assertThat(e.failure().code()).isEqualTo("CommitDoesNotExistException"));
  }
}
