package dev.fleetaccess.local.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** SQLite's native library for this system, unpacked where DynamoDB Local looks for it. */
final class NativeLibrary {
  private static final String PROPERTY = "sqlite4java.library.path";

  /**
   * What travels in this jar.
   *
   * @param resource its name here
   * @param file the name under which it is looked for
   */
  record Library(String resource, String file) {}

  private NativeLibrary() {}

  /**
   * Unpacks the library into a folder and says where it lies.
   *
   * @throws IllegalStateException with one clear line where there is none for this system
   */
  static void unpack(Path folder) {
    Library library =
        library(System.getProperty("os.name"), System.getProperty("os.arch"))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "DynamoDB Local has no native library for "
                            + System.getProperty("os.name")
                            + " on "
                            + System.getProperty("os.arch")
                            + ": run this on Linux x86_64, macOS or Windows x64"));
    try (var in = NativeLibrary.class.getResourceAsStream(library.resource())) {
      if (in == null) {
        throw new IllegalStateException(library.resource() + " is missing in this jar");
      }
      Files.createDirectories(folder);
      Files.copy(in, folder.resolve(library.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty(PROPERTY, folder.toString());
  }

  static Optional<Library> library(String system, String architecture) {
    String name = system.toLowerCase(Locale.ROOT);
    boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
    boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
    if (name.startsWith("linux") && intel) {
      return Optional.of(
          new Library("libsqlite4java-linux-amd64.so", "libsqlite4java-linux-amd64.so"));
    }
    if (name.startsWith("mac") && arm) {
      return Optional.of(
          new Library("libsqlite4java-osx-aarch64.dylib", "libsqlite4java-osx-aarch64.dylib"));
    }
    if (name.startsWith("mac") && intel) {
      return Optional.of(
          new Library("libsqlite4java-osx-x86_64.dylib", "libsqlite4java-osx.dylib"));
    }
    if (name.startsWith("windows") && intel) {
      return Optional.of(new Library("sqlite4java-win32-x64.dll", "sqlite4java-win32-x64.dll"));
    }
    return Optional.empty();
  }
}
