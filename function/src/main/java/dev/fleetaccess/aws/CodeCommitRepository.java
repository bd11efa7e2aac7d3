package dev.fleetaccess.aws;

import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.RoleRepository;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileDoesNotExistException;

/** The role repository in CodeCommit. */
public final class CodeCommitRepository implements RoleRepository {
  private final CodeCommitClient codeCommit;
  private final String repository;
  private final String branch;

  /**
   * @param repository the repository's name
   * @param branch the branch whose head counts
   */
  public CodeCommitRepository(AwsClients clients, String repository, String branch) {
    this(clients.codeCommit(), repository, branch);
  }

  CodeCommitRepository(CodeCommitClient codeCommit, String repository, String branch) {
    this.codeCommit = codeCommit;
    this.repository = repository;
    this.branch = branch;
  }

  @Override
  public Optional<CommitId> head() {
    return AwsFailures.call(
        AwsService.CODECOMMIT,
        () -> {
          try {
            var answer =
                codeCommit.getBranch(
                    request -> request.repositoryName(repository).branchName(branch));
            return Optional.of(new CommitId(answer.branch().commitId()));
          } catch (BranchDoesNotExistException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<String> file(CommitId commit, String path) {
    return AwsFailures.call(
        AwsService.CODECOMMIT,
        () -> {
          try {
            var answer =
                codeCommit.getFile(
                    request ->
                        request
                            .repositoryName(repository)
                            .commitSpecifier(commit.value())
                            .filePath(path));
            return Optional.of(answer.fileContent().asString(StandardCharsets.UTF_8));
          } catch (FileDoesNotExistException e) {
            return Optional.empty();
          }
        });
  }
}
