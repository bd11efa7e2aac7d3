package dev.fleetaccess.release;

import java.util.Optional;

/**
 * The role repository, one branch of it. Calls may be repeated; a call that fails throws {@link
 * dev.fleetaccess.fleet.RemoteFailure}.
 */
public interface RoleRepository {
  /** The commit that the branch points to now; empty when the branch does not exist yet. */
  Optional<CommitId> head();

  /**
   * The text of one file at one commit, read as UTF-8, wherever the branch points. A commit that
   * the repository does not have fails with the code {@code CommitDoesNotExistException}.
   *
   * @param path from the repository's root, such as {@code fleet.yaml}
   * @return empty when the commit has no such file
   */
  Optional<String> file(CommitId commit, String path);
}
