package dev.fleetaccess.local.repository;

import dev.fleetaccess.local.blueprint.RepositoryPart;
import dev.fleetaccess.local.events.EventBus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The role repository as a bare git repository in a folder; its changes go to the event bus. */
public final class LocalRepository implements AutoCloseable {
  private final RepositoryPart part;
  private final String branch;
  private final Repository git;
  private final ReferenceEvents events;

  private LocalRepository(
      RepositoryPart part, String branch, Repository git, ReferenceEvents events) {
    this.part = part;
    this.branch = branch;
    this.git = git;
    this.events = events;
  }

  /**
   * Makes an empty repository.
   *
   * @param folder a folder of its own
   * @param branch the default branch, where HEAD points
   */
  public static LocalRepository create(
      RepositoryPart part, Path folder, String branch, EventBus bus) {
    Objects.requireNonNull(branch);
    OwnConfiguration.install();
    try {
      Repository git = new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
      git.create(true);
      // It lives for minutes: tidying up after a push would only meet its removal.
      git.getConfig().setBoolean("receive", null, "autogc", false);
      git.getConfig().setInt("gc", null, "auto", 0);
      git.getConfig().save();
      git.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
      return new LocalRepository(part, branch, git, new ReferenceEvents(part, bus));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the template says of it. */
  public RepositoryPart part() {
    return part;
  }

  String branch() {
    return branch;
  }

  Repository git() {
    return git;
  }

  /** Says a change on the bus; answers how many rule targets it reached. */
  int changed(ReferenceChange change) {
    return events.put(change);
  }

  /**
   * Commits a folder to the default branch as a push would, events included.
   *
   * @return the commit's id
   */
  public String push(Path folder, String message) {
    return move(new FolderCommit(git).write(folder, head(), message), true);
  }

  /**
   * Commits a folder to the default branch without any event, as the first commit of a repository
   * that CDK seeds.
   *
   * @return the commit's id
   */
  public String seed(Path folder, String message) {
    return move(new FolderCommit(git).write(folder, head(), message), false);
  }

  private Optional<ObjectId> head() {
    try {
      return Optional.ofNullable(git.resolve(Constants.R_HEADS + branch));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String move(ObjectId commit, boolean say) {
    Optional<ObjectId> before = head();
    try {
      RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
      update.setNewObjectId(commit);
      update.setForceUpdate(true);
      RefUpdate.Result result = update.update();
      if (result != RefUpdate.Result.NEW
          && result != RefUpdate.Result.FAST_FORWARD
          && result != RefUpdate.Result.FORCED) {
        throw new IllegalStateException(branch + " does not move: " + result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (say) {
      changed(
          new ReferenceChange(
              Constants.R_HEADS + branch,
              before.map(ObjectId::getName),
              Optional.of(commit.getName())));
    }
    return commit.getName();
  }

  @Override
  public void close() {
    git.close();
  }
}
