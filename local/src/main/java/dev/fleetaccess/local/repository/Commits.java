package dev.fleetaccess.local.repository;

import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds commits as CodeCommit does: by full id, branch, tag or HEAD. */
final class Commits {
  private static final Pattern FULL_ID = Pattern.compile("[0-9a-f]{40}");

  private final Repository git;

  Commits(Repository git) {
    this.git = Objects.requireNonNull(git);
  }

  RevCommit byId(String id) throws IOException {
    return find(id, "CommitIdDoesNotExistException");
  }

  RevCommit bySpecifier(String specifier) throws IOException {
    if (!FULL_ID.matcher(specifier).matches()) {
      for (String name :
          new String[] {specifier, Constants.R_HEADS + specifier, Constants.R_TAGS + specifier}) {
        var reference = git.exactRef(name);
        if (reference != null && reference.getObjectId() != null) {
          return parse(reference.getObjectId(), "CommitDoesNotExistException");
        }
      }
    }
    return find(specifier, "CommitDoesNotExistException");
  }

  private RevCommit find(String id, String error) throws IOException {
    if (!FULL_ID.matcher(id).matches()) {
      throw new CodeCommitError(error, "there is no commit " + id);
    }
    return parse(ObjectId.fromString(id), error);
  }

  private RevCommit parse(ObjectId id, String error) throws IOException {
    try (var walk = new RevWalk(git)) {
      return walk.parseCommit(id);
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      throw new CodeCommitError(error, "there is no commit " + id.getName());
    }
  }
}
