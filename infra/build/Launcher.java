import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes the script by which the CDK command line starts the app: the JDK that Maven chose and the
 * class path that Maven resolved, without Maven.
 *
 * <p>Its arguments are the script's path, and then what Java is started with behind the class path.
 */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) throws IOException {
    Path script = Path.of(arguments[0]);
    Files.createDirectories(script.getParent());
    Files.writeString(
        script,
        """
        #!/bin/sh
        # CDK's Java face greets with the end of life of an older Node and of its own options.
        export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION="${JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION:-20}"
        export JSII_DEPRECATED="${JSII_DEPRECATED:-quiet}"
        exec '%s' -cp '%s' %s
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Arrays.stream(arguments)
                    .skip(1)
                    .map(argument -> "'" + argument + "'")
                    .collect(Collectors.joining(" "))));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
