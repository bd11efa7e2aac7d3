package dev.fleetaccess.local.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.endpoint.Json;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** The files of one commit, in CodeCommit's words. */
final class Snapshot {
  /** The largest file GetFile answers, a CodeCommit quota: 6 MB. */
  private static final long FILE_LIMIT = 6L * 1024 * 1024;

  private final Repository git;
  private final RevCommit commit;

  Snapshot(Repository git, RevCommit commit) {
    this.git = Objects.requireNonNull(git);
    this.commit = Objects.requireNonNull(commit);
  }

  ObjectNode file(String path) throws IOException {
    String name = trimmed(path);
    try (var walk = name.isEmpty() ? null : TreeWalk.forPath(git, name, commit.getTree())) {
      if (walk == null || walk.getFileMode(0) == FileMode.TREE) {
        throw new CodeCommitError(
            "FileDoesNotExistException", "there is no file " + path + " in " + commit.getName());
      }
      var loader = git.open(walk.getObjectId(0), Constants.OBJ_BLOB);
      if (loader.getSize() > FILE_LIMIT) {
        throw new CodeCommitError("FileTooLargeException", path + " has more than 6 MB");
      }
      return Json.object()
          .put("commitId", commit.getName())
          .put("blobId", walk.getObjectId(0).getName())
          .put("filePath", name)
          .put("fileMode", mode(walk.getFileMode(0)))
          .put("fileSize", loader.getSize())
          .put("fileContent", loader.getBytes());
    }
  }

  ObjectNode folder(String path) throws IOException {
    String name = trimmed(path);
    ObjectId tree = tree(name, path);
    ObjectNode answer =
        Json.object()
            .put("commitId", commit.getName())
            .put("folderPath", name)
            .put("treeId", tree.getName());
    var folders = answer.putArray("subFolders");
    var files = answer.putArray("files");
    var links = answer.putArray("symbolicLinks");
    answer.putArray("subModules");
    try (var walk = new TreeWalk(git)) {
      walk.addTree(tree);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(0);
        boolean folder = mode == FileMode.TREE;
        ObjectNode entry =
            folder ? folders.addObject() : (mode == FileMode.SYMLINK ? links : files).addObject();
        entry
            .put(folder ? "treeId" : "blobId", walk.getObjectId(0).getName())
            .put(
                "absolutePath",
                name.isEmpty() ? walk.getNameString() : name + "/" + walk.getNameString())
            .put("relativePath", walk.getNameString());
        if (!folder) {
          entry.put("fileMode", mode(mode));
        }
      }
    }
    return answer;
  }

  /** What changed from another commit to this one; everything is new where there is no other. */
  ObjectNode differences(List<RevCommit> before) throws IOException {
    ObjectNode answer = Json.object();
    var differences = answer.putArray("differences");
    try (var formatter = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
      formatter.setRepository(git);
      RevTree old = before.isEmpty() ? null : before.get(0).getTree();
      for (DiffEntry entry : formatter.scan(old, commit.getTree())) {
        ObjectNode difference = differences.addObject();
        boolean added = entry.getChangeType() == DiffEntry.ChangeType.ADD;
        boolean deleted = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        if (!added) {
          difference
              .putObject("beforeBlob")
              .put("blobId", entry.getOldId().name())
              .put("path", entry.getOldPath())
              .put("mode", entry.getOldMode().toString());
        }
        if (!deleted) {
          difference
              .putObject("afterBlob")
              .put("blobId", entry.getNewId().name())
              .put("path", entry.getNewPath())
              .put("mode", entry.getNewMode().toString());
        }
        difference.put("changeType", added ? "A" : deleted ? "D" : "M");
      }
    }
    return answer;
  }

  private ObjectId tree(String name, String path) throws IOException {
    if (name.isEmpty()) {
      return commit.getTree();
    }
    try (var walk = TreeWalk.forPath(git, name, commit.getTree())) {
      if (walk == null || walk.getFileMode(0) != FileMode.TREE) {
        throw new CodeCommitError(
            "FolderDoesNotExistException",
            "there is no folder " + path + " in " + commit.getName());
      }
      return walk.getObjectId(0);
    }
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  private static String mode(FileMode mode) {
    if (mode == FileMode.EXECUTABLE_FILE) {
      return "EXECUTABLE";
    }
    return mode == FileMode.SYMLINK ? "SYMLINK" : "NORMAL";
  }
}
