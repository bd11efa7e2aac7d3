package dev.fleetaccess.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the templates folder whose manifest carries the settings, for as long as it is open.
 *
 * <p>CDK copies it when the repository's construct is made; after that it can be closed.
 */
final class Seed implements AutoCloseable {
  /** The manifest's file name in the role repository. */
  static final String MANIFEST = "fleet.yaml";

  private final Path folder;

  private Seed(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies the templates and renders the hub, and region and access roles where they are not the
   * manifest's own.
   *
   * @throws InvalidSetting when the manifest has no line for a setting
   */
  static Seed of(Path templates, Settings settings) {
    try {
      var seed = new Seed(Files.createTempDirectory("fleet-access-seed"));
      try {
        copy(templates, seed.folder);
        Path manifest = seed.folder.resolve(MANIFEST);
        Files.writeString(manifest, render(Files.readString(manifest), settings));
        return seed;
      } catch (IOException | RuntimeException e) {
        seed.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the copy is. */
  Path folder() {
    return folder;
  }

  /** The manifest's text with the settings in it; comments stay. */
  static String render(String manifest, Settings settings) {
    String text = manifest;
    if (settings.hub().isPresent()) {
      text = withLine(text, "hub", "\"" + settings.hub().get() + "\"");
    }
    if (settings.partition() != Partition.COMMERCIAL) {
      text = withLine(text, "region", settings.region());
    }
    if (!settings.accessRoles().equals(Settings.USUAL_ACCESS_ROLES)) {
      text = withLine(text, "access", "[" + String.join(", ", settings.accessRoles()) + "]");
    }
    return text;
  }

  private static String withLine(String manifest, String key, String value) {
    Matcher line =
        Pattern.compile("^" + key + ":[^#\\r\\n]*?(\\s+#[^\\r\\n]*)?$", Pattern.MULTILINE)
            .matcher(manifest);
    if (!line.find()) {
      throw new InvalidSetting(
          MANIFEST + " has no line '" + key + ": …' to put " + value + " into.");
    }
    return line.replaceFirst(Matcher.quoteReplacement(key + ": " + value) + "$1");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
