package dev.fleetaccess.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that synthesis takes from the rest of the project.
 *
 * @param functionJar the Lambda jar that Maven made
 * @param templates the folder that seeds the role repository, with the manifest {@code fleet.yaml}
 */
record Inputs(Path functionJar, Path templates) {
  Inputs {
    if (!Files.isRegularFile(functionJar)) {
      throw new InvalidSetting(
          functionJar + " does not exist. Build it first: mvn -DskipTests package");
    }
    if (!Files.isRegularFile(templates.resolve(Seed.MANIFEST))) {
      throw new InvalidSetting(templates + " has no " + Seed.MANIFEST + ".");
    }
  }

  /**
   * The project's own files, as seen from the folder of this module; the system properties {@code
   * fleetaccess.function.jar} and {@code fleetaccess.templates} name others.
   *
   * @throws InvalidSetting when one of them is missing
   */
  static Inputs ofProject() {
    return new Inputs(
        Path.of(
            System.getProperty(
                "fleetaccess.function.jar", "../function/target/function-0.1.0-lambda.jar")),
        Path.of(System.getProperty("fleetaccess.templates", "../templates")));
  }
}
