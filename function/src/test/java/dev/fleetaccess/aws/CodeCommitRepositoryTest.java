package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.release.CommitId;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileTooLargeException;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.GetFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;

class CodeCommitRepositoryTest {
  private static final CommitId COMMIT = new CommitId("3e5983d0000000000000000000000000000000aa");

  private final CodeCommitClient client = mock(CodeCommitClient.class);
  private final CodeCommitRepository repository =
      new CodeCommitRepository(client, "fleet-access", "main");

  @Test
  void theHeadIsTheCommitOfTheBranch() {
    when(client.getBranch(anyBranch()))
        .thenAnswer(
            call -> {
              Consumer<GetBranchRequest.Builder> fill = call.getArgument(0);
              var request = GetBranchRequest.builder().applyMutation(fill).build();
              assertThat(request.repositoryName()).isEqualTo("fleet-access");
              assertThat(request.branchName()).isEqualTo("main");
              return GetBranchResponse.builder()
                  .branch(branch -> branch.commitId(COMMIT.value()))
                  .build();
            });

    assertThat(repository.head()).contains(COMMIT);
  }

  @Test
  void aBranchThatNobodyPushedToHasNoHead() {
    when(client.getBranch(anyBranch()))
        .thenThrow(BranchDoesNotExistException.builder().message("no").build());

    assertThat(repository.head()).isEmpty();
  }

  @Test
  void aFileIsReadAtThatVeryCommit() {
    when(client.getFile(anyFile()))
        .thenAnswer(
            call -> {
              Consumer<GetFileRequest.Builder> fill = call.getArgument(0);
              var request = GetFileRequest.builder().applyMutation(fill).build();
              assertThat(request.commitSpecifier()).isEqualTo(COMMIT.value());
              assertThat(request.filePath()).isEqualTo("fleet.yaml");
              return GetFileResponse.builder().fileContent(SdkBytes.fromUtf8String("ü: 1")).build();
            });

    assertThat(repository.file(COMMIT, "fleet.yaml")).contains("ü: 1");
  }

  @Test
  void aFileThatTheCommitLacksIsEmpty() {
    when(client.getFile(anyFile()))
        .thenThrow(FileDoesNotExistException.builder().message("no").build());

    assertThat(repository.file(COMMIT, "fleet.yaml")).isEmpty();
  }

  @Test
  void aFileThatCannotBeSentIsAFaultOfTheRelease() {
    var details =
        AwsErrorDetails.builder().errorCode("FileTooLargeException").errorMessage("6 MB").build();
    when(client.getFile(anyFile()))
        .thenThrow(FileTooLargeException.builder().awsErrorDetails(details).build());

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> repository.file(COMMIT, "fleet.yaml"))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.INVALID));
  }

  private static Consumer<GetBranchRequest.Builder> anyBranch() {
    return any();
  }

  private static Consumer<GetFileRequest.Builder> anyFile() {
    return any();
  }
}
