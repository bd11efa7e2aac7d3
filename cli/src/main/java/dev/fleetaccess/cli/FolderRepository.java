package dev.fleetaccess.cli;

import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.RoleRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** A folder as a role repository whose one commit is what lies there. */
record FolderRepository(Path folder) implements RoleRepository {
  /** What is not committed has no id. */
  static final CommitId COMMIT = new CommitId("0".repeat(40));

  FolderRepository {
    Objects.requireNonNull(folder);
  }

  @Override
  public Optional<CommitId> head() {
    return Optional.of(COMMIT);
  }

  @Override
  public Optional<String> file(CommitId commit, String path) {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
