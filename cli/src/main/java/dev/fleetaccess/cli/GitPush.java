package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Pushes a folder to the role repository as a person does: with git, over HTTP. */
final class GitPush {
  private static final List<String> IDENTITY =
      List.of("-c", "user.name=FleetAccess", "-c", "user.email=local@example.com");

  private final Screen screen;
  private final LocalOrganization organization;

  GitPush(Screen screen, LocalOrganization organization) {
    this.screen = Objects.requireNonNull(screen);
    this.organization = Objects.requireNonNull(organization);
  }

  /**
   * Pushes the folder's files as one commit on main. Without git on this machine the commit is made
   * in the repository itself, with the same event.
   *
   * @return the commit's id
   */
  String push(Path folder, String message) throws InterruptedException {
    Path clone = temporary();
    try {
      // What was pushed before is kept as the parent; an empty repository clones as well.
      git(clone, "clone", "--quiet", organization.repository().toString(), ".");
      copy(folder, clone);
      git(clone, "add", "--all");
      List<String> commit = new ArrayList<>(IDENTITY);
      commit.addAll(List.of("commit", "--quiet", "--message", message));
      git(clone, commit.toArray(String[]::new));
      screen.line("$ git push " + organization.repository() + " main");
      git(clone, "push", "--quiet", organization.repository().toString(), "HEAD:main")
          .lines()
          .map(String::strip)
          .filter(line -> !line.contains("Updating references"))
          .forEach(screen::line);
      return git(clone, "rev-parse", "HEAD").strip();
    } catch (IOException noGit) {
      screen.aside("git cannot be started; the commit is made in the repository itself");
      return organization.push(folder, message);
    } finally {
      delete(clone);
    }
  }

  private static String git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said.strip());
    }
    return said;
  }

  private static void copy(Path folder, Path clone) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, clone.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("fleetaccess-push");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
