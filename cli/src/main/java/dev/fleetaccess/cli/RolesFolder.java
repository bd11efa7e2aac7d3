package dev.fleetaccess.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * The project's templates in a folder of their own, as a person would edit them: in a play with
 * faults many accounts may fail, since each is to come to its end and the rollout is not to halt.
 */
final class RolesFolder implements AutoCloseable {
  private static final String READ = "                  - lambda:GetPolicy\n";

  private static final String BOUNDARY =
      "    AllowedPattern: '(arn:[a-z-]+:iam::aws:policy/)?[\\w+=,.@/-]*'\n    Default: \"%s\"\n";

  /** A managed policy that no account has. */
  static final String NOWHERE = "Nowhere";

  private final Path folder;

  RolesFolder(Path templates) {
    try {
      folder = Files.createTempDirectory("fleetaccess-roles");
      try (var files = Files.list(templates)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    replace("fleet.yaml", "atOnce: {percent: 20}", "atOnce: all");
    replace("fleet.yaml", "tolerance: {percent: 5}", "tolerance: {percent: 60}");
  }

  /** Where the files are. */
  Path folder() {
    return folder;
  }

  /** The text of a file. */
  String text(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the spoke read one thing more. */
  void change() {
    replace("spoke-role.yaml", READ, READ + "                  - lambda:GetAlias\n");
  }

  /**
   * Lets roles that stand there be taken over, by a release that changes every spoke and goes to a
   * few accounts at once, so that there is time to stop it.
   */
  void adopt() {
    replace("fleet.yaml", "adopt: false", "adopt: true");
    replace("fleet.yaml", "atOnce: all", "atOnce: 8");
    replace("spoke-role.yaml", "Reads this", "Now reads this");
  }

  /** Has releases go in these waves. */
  void waves(String waves) {
    replace("fleet.yaml", "waves: [{percent: 100}]", "waves: " + waves);
  }

  /** Has the spoke deleted once its entry is taken out. */
  void removable() {
    replace("fleet.yaml", "onRemove: retain ", "onRemove: delete ");
  }

  /** Takes the spoke's entry out of the manifest; it is the last one. */
  void withoutSpoke() {
    String manifest = text("fleet.yaml");
    int from = manifest.indexOf("  - name: FleetAccess-Spoke");
    int to = manifest.indexOf("\nrollout:");
    replace("fleet.yaml", manifest.substring(from, to), "");
  }

  /** Bounds the spoke by a policy that no account has: no stack of it can be brought. */
  void spoil() {
    replace("spoke-role.yaml", BOUNDARY.formatted(""), BOUNDARY.formatted(NOWHERE));
  }

  /** Takes that back. */
  void mend() {
    replace("spoke-role.yaml", BOUNDARY.formatted(NOWHERE), BOUNDARY.formatted(""));
  }

  private void replace(String name, String before, String after) {
    String text = text(name);
    if (!text.contains(before)) {
      throw new IllegalStateException(name + " no longer says '" + before.strip() + "'");
    }
    try {
      Files.writeString(folder.resolve(name), text.replace(before, after));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (var tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
