package dev.fleetaccess.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of a local organization, deleted when it is closed. It is locked as long as it is in
 * use, so that the next one can tell, and delete, what was left by one that was killed.
 */
final class LocalFolder implements AutoCloseable {
  private static final String NAME = "fleetaccess-local";
  private static final String LOCK = "lock";

  /** Between its making and its locking a folder is in nobody's hand. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  /** Those of this program: to look at their locks would let go of them, on Linux. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private LocalFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes a folder below that one, and deletes there what nobody uses any more. */
  static LocalFolder below(Path parent) throws IOException {
    leftBehind(parent).forEach(LocalFolder::deleteUnused);
    Path path = Files.createTempDirectory(parent, NAME);
    OURS.add(path);
    var channel =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    return new LocalFolder(path, channel);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    delete(path);
    channel.close();
    OURS.remove(path);
  }

  private static List<Path> leftBehind(Path parent) throws IOException {
    try (var folders = Files.list(parent)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(NAME))
          .filter(folder -> !OURS.contains(folder))
          .filter(folder -> Files.isWritable(folder.resolve(LOCK)))
          .toList();
    }
  }

  private static void deleteUnused(Path folder) {
    try {
      Instant made = Files.getLastModifiedTime(folder.resolve(LOCK)).toInstant();
      if (made.plus(YOUNG).isBefore(Instant.now())) {
        deleteUnlocked(folder);
      }
    } catch (IOException | UncheckedIOException e) {
      // Somebody else deletes it just now, or it is not ours to delete.
      System.getLogger(LocalFolder.class.getName())
          .log(System.Logger.Level.DEBUG, folder + " is left", e);
    }
  }

  private static void deleteUnlocked(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        delete(folder);
      }
    }
  }

  /** Once more where a file came in between: git measures the file system while it runs. */
  private static void delete(Path folder) {
    try {
      deleteOnce(folder);
    } catch (UncheckedIOException e) {
      deleteOnce(folder);
    }
  }

  private static void deleteOnce(Path folder) {
    try (var tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
