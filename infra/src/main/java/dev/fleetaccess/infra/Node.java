package dev.fleetaccess.infra;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Node.js, in which CDK runs behind its Java face. */
final class Node {
  private Node() {}

  /**
   * Checks that Node can be found, since CDK itself would answer with a stack trace.
   *
   * @param environment the environment variables; {@code JSII_NODE} may name Node's program
   * @throws InvalidSetting when there is no Node
   */
  static void require(Map<String, String> environment) {
    if (environment.containsKey("JSII_NODE")) {
      return;
    }
    boolean found =
        Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of)
            .anyMatch(
                folder ->
                    Files.isExecutable(folder.resolve("node"))
                        || Files.isExecutable(folder.resolve("node.exe")));
    if (!found) {
      throw new InvalidSetting(
          "Node.js (20 or later) is not on the PATH, and CDK needs it: install it, or name its"
              + " program in JSII_NODE.");
    }
  }
}
