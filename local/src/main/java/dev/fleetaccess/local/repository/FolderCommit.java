package dev.fleetaccess.local.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/** Writes a folder's files as a commit, straight into a repository. */
final class FolderCommit {
  private static final PersonIdent AUTHOR =
      new PersonIdent("FleetAccess", "fleet-access@example.com");

  private final Repository git;

  FolderCommit(Repository git) {
    this.git = Objects.requireNonNull(git);
  }

  ObjectId write(Path folder, Optional<ObjectId> parent, String message) {
    try (ObjectInserter inserter = git.newObjectInserter()) {
      DirCache cache = DirCache.newInCore();
      DirCacheBuilder builder = cache.builder();
      for (Path file : files(folder)) {
        var entry = new DirCacheEntry(folder.relativize(file).toString().replace('\\', '/'));
        entry.setFileMode(
            Files.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, Files.readAllBytes(file)));
        builder.add(entry);
      }
      builder.finish();
      var commit = new CommitBuilder();
      commit.setTreeId(cache.writeTree(inserter));
      parent.ifPresent(commit::setParentId);
      commit.setAuthor(AUTHOR);
      commit.setCommitter(AUTHOR);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every regular file but git's own. */
  private static List<Path> files(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      return new ArrayList<>(
          tree.filter(Files::isRegularFile)
              .filter(file -> !folder.relativize(file).startsWith(".git"))
              .toList());
    }
  }
}
