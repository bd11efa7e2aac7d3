package dev.fleetaccess.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFolderTest {
  @TempDir Path parent;

  @Test
  void whatIsClosedLeavesNothingBehind() throws Exception {
    try (var folder = LocalFolder.below(parent)) {
      Files.writeString(folder.path().resolve("file"), "text");
    }

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatAKilledOneLeftIsDeletedByTheNext() throws Exception {
    Path left = Files.createDirectories(parent.resolve("fleetaccess-local1/repository.git"));
    Path lock = Files.writeString(left.resolveSibling("lock"), "");
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

    try (var next = LocalFolder.below(parent)) {
      assertThat(left.getParent()).doesNotExist();
      assertThat(next.path()).exists();
    }
  }

  @Test
  void whatIsInUseOrOfSomebodyElseIsLeft() throws Exception {
    Path other = Files.createDirectory(parent.resolve("fleetaccess-local2"));
    Path foreign = Files.createDirectory(parent.resolve("else"));

    try (var first = LocalFolder.below(parent);
        var second = LocalFolder.below(parent)) {
      assertThat(first.path()).exists();
      assertThat(second.path()).exists();
      assertThat(other).as("without a lock nobody knows").exists();
      assertThat(foreign).exists();
    }
  }
}
