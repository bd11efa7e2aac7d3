package dev.fleetaccess.cli;

import dev.fleetaccess.release.CommitId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings a commit. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Brings a commit of the role repository as a rollout of its own, wherever the branch points"
          + " and whatever became of the commit before. ./fleet plan COMMIT says what that"
          + " changes.",
      "Ends with 1 when that is refused."
    })
final class ReleaseCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "COMMIT",
      description =
          "40 digits of its id; or the first seven or more, of the branch's head or a commit that"
              + " was rolled out.")
  private String commit;

  @Mixin private Hand hand;

  @Override
  public Integer call() throws Exception {
    return hand.sends((message, books) -> message.put("release", whole(books).value()));
  }

  /** The repository is asked only where it has to complete an id. */
  private CommitId whole(Books books) {
    return CommitId.isValid(commit)
        ? new CommitId(commit)
        : new Planning(books)
            .commit(books.repositories().apply(RoleSource.OWN), Optional.of(commit));
  }
}
