package dev.fleetaccess.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the script by which the CDK command line starts the app: the JDK that Maven chose and the
 * class path that Maven resolved, without Maven.
 */
public final class Launcher {
  private Launcher() {}

  /**
   * Run by Maven's build, which ends here in one line when Node is missing.
   *
   * @param arguments the script's path, and then what Java is started with behind the class path
   */
  public static void main(String[] arguments) throws IOException {
    try {
      Node.require(System.getenv());
    } catch (InvalidSetting e) {
      System.err.println("FleetAccess: " + e.getMessage());
      System.exit(2);
    }
    write(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
  }

  static void write(Path script, List<String> behindClassPath) throws IOException {
    Files.createDirectories(script.getParent());
    Files.writeString(
        script,
        """
        #!/bin/sh
        # CDK's Java face greets with the end of life of an older Node and of its own options.
        export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION="${JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION:-20}"
        export JSII_DEPRECATED="${JSII_DEPRECATED:-quiet}"
        exec %s -cp %s %s
        """
            .formatted(
                quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                quoted(System.getProperty("java.class.path")),
                behindClassPath.stream().map(Launcher::quoted).collect(Collectors.joining(" "))));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
