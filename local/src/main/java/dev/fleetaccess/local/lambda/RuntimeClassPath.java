package dev.fleetaccess.local.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What runs a function's handler in its process: AWS's Java runtime interface client as it lies on
 * this program's own class path, or where that has no native library, the stand-in.
 *
 * @param jars what the process needs beside the function's jar
 * @param mainClass the process's main class
 * @param nativeLibrary the client's native library, unpacked
 */
public record RuntimeClassPath(List<Path> jars, String mainClass, Optional<Path> nativeLibrary) {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** One class of each jar that the client needs. */
  private static final List<String> CLIENT_CLASSES =
      List.of(
          CLIENT,
          "com.amazonaws.services.lambda.runtime.RequestStreamHandler",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  public RuntimeClassPath {
    jars = List.copyOf(jars);
    Objects.requireNonNull(mainClass);
    Objects.requireNonNull(nativeLibrary);
  }

  /**
   * The best there is for this system.
   *
   * @param folder where the native library is unpacked
   */
  public static RuntimeClassPath find(Path folder) {
    return libraryName(System.getProperty("os.name"), System.getProperty("os.arch"))
        .map(library -> client(folder, library))
        .orElseGet(RuntimeClassPath::standIn);
  }

  /** Whether functions run in AWS's own runtime. */
  public boolean isAwsRuntime() {
    return mainClass.equals(CLIENT);
  }

  /** The stand-in, which runs on any system. */
  static RuntimeClassPath standIn() {
    return new RuntimeClassPath(
        List.of(
            jarOf(StandInRuntime.class.getName()),
            jarOf("com.amazonaws.services.lambda.runtime.RequestStreamHandler"),
            jarOf("com.amazonaws.services.lambda.runtime.serialization.PojoSerializer")),
        StandInRuntime.class.getName(),
        Optional.empty());
  }

  /**
   * Left to itself, every process would unpack the library to one and the same file, and crash the
   * one that has it mapped.
   */
  private static RuntimeClassPath client(Path folder, String libraryName) {
    var jars = new LinkedHashSet<Path>();
    CLIENT_CLASSES.forEach(name -> jars.add(jarOf(name)));
    Path library = folder.resolve(libraryName);
    try (var in = load(CLIENT).getResourceAsStream("/jni/" + libraryName)) {
      if (in == null) {
        throw new IllegalStateException(
            libraryName + " is missing in AWS's runtime interface client");
      }
      Files.createDirectories(folder);
      Files.copy(in, library);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RuntimeClassPath(List.copyOf(jars), CLIENT, Optional.of(library));
  }

  /** The class path of a function's process. */
  String with(Path functionJar) {
    return functionJar
        + File.pathSeparator
        + jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  static Optional<String> libraryName(String system, String architecture) {
    if (!system.equals("Linux")) {
      return Optional.empty();
    }
    String kind = Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl-" : "linux-";
    return switch (architecture) {
      case "amd64", "x86_64" -> Optional.of("libaws-lambda-jni." + kind + "x86_64.so");
      case "aarch64", "arm64" -> Optional.of("libaws-lambda-jni." + kind + "aarch_64.so");
      default -> Optional.empty();
    };
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, RuntimeClassPath.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("not on the class path: " + name, e);
    }
  }

  /** The jar, or the folder, that a class comes from. */
  static Path jarOf(String name) {
    try {
      return Path.of(load(name).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the jar of " + name + " has no path", e);
    }
  }
}
