package dev.fleetaccess.local.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * AWS's Java runtime interface client as it lies on this program's own class path, and its native
 * library.
 *
 * @param jars the client's jars
 * @param nativeLibrary the unpacked library
 */
public record RuntimeClassPath(List<Path> jars, Path nativeLibrary) {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** One class of each jar that the client needs. */
  private static final List<String> CLASSES =
      List.of(
          CLIENT,
          "com.amazonaws.services.lambda.runtime.RequestStreamHandler",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  public RuntimeClassPath {
    jars = List.copyOf(jars);
    Objects.requireNonNull(nativeLibrary);
  }

  /**
   * Finds the client and unpacks its native library. Left to itself, every process would unpack it
   * to one and the same file, and crash the one that has it mapped.
   *
   * @param folder where the library is unpacked
   * @throws IllegalStateException with one clear line where the client cannot run
   */
  public static RuntimeClassPath find(Path folder) {
    var jars = new LinkedHashSet<Path>();
    CLASSES.forEach(name -> jars.add(jarOf(name)));
    Path library = folder.resolve(libraryName());
    try (var in =
        Optional.ofNullable(load(CLIENT).getResourceAsStream("/jni/" + libraryName()))
            .orElseThrow(RuntimeClassPath::unsupported)) {
      Files.createDirectories(folder);
      Files.copy(in, library);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RuntimeClassPath(List.copyOf(jars), library);
  }

  /** The class path of a function's process. */
  String with(Path functionJar) {
    return functionJar
        + File.pathSeparator
        + jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static String libraryName() {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw unsupported();
    }
    String architecture =
        switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch_64";
          default -> throw unsupported();
        };
    boolean musl = Files.exists(Path.of("/etc/alpine-release"));
    return "libaws-lambda-jni.linux" + (musl ? "_musl-" : "-") + architecture + ".so";
  }

  private static IllegalStateException unsupported() {
    return new IllegalStateException(
        "AWS's Java runtime interface client exists for Linux on x86_64 and aarch64 only, not for "
            + System.getProperty("os.name")
            + " on "
            + System.getProperty("os.arch")
            + ": run this in a Linux container or virtual machine");
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, RuntimeClassPath.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("not on the class path: " + name, e);
    }
  }

  private static Path jarOf(String name) {
    try {
      return Path.of(load(name).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the jar of " + name + " has no path", e);
    }
  }
}
