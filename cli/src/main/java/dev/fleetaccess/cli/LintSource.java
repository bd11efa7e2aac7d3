package dev.fleetaccess.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the files of a role repository from a folder or from a commit, by their paths in it. */
final class LintSource {
  private static final int DEEPEST = 8;

  private LintSource() {}

  static Map<String, String> folder(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (var paths = Files.walk(folder, DEEPEST)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (isRead(name)) {
          files.put(name, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /**
   * @param commit anything that git takes for a commit
   * @throws IllegalStateException when git knows no such commit, or is not there
   */
  static Map<String, String> commit(Path folder, String commit) {
    Map<String, String> files = new TreeMap<>();
    // What begins with a dash would be taken for an option.
    String id = git(folder, "rev-parse", "--verify", "--end-of-options", commit + "^{commit}");
    for (String name : git(folder, "ls-tree", "-r", "-z", "--name-only", id.strip()).split("\0")) {
      if (isRead(name)) {
        files.put(name, git(folder, "show", id.strip() + ":./" + name));
      }
    }
    return files;
  }

  private static boolean isRead(String name) {
    return !name.startsWith(".git/") && name.matches(".*\\.(ya?ml|json|template)");
  }

  private static String git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String wrong = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "git " + String.join(" ", arguments) + " in '" + folder + "': " + wrong.strip());
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("git was interrupted", e);
    }
  }
}
