package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this module knows of the others only by name; run once everything is packaged. */
class PackagedTest {
  private static final Path JAR = Path.of(System.getProperty("fleetaccess.function.jar"));
  private static final Path TEMPLATES = Path.of(System.getProperty("fleetaccess.templates"));
  private static final long MEGABYTE = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(strings = {"FleetAccess-Orchestrator", "FleetAccess-Worker"})
  void theHandlerThatTheTemplateNamesIsInTheJar(String function) throws Exception {
    String handler =
        packaged().the("AWS::Lambda::Function", "FunctionName", function).get("Handler").asText();
    String[] name = handler.split("::");

    try (var jar =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = jar.loadClass(name[0]);
      assertThat(type.getConstructor()).as("Lambda makes it without arguments").isNotNull();
      assertThat(Arrays.stream(type.getMethods()).map(Method::getName)).contains(name[1]);
    }
  }

  @Test
  void theJarIsSmallEnoughToStartQuickly() throws IOException {
    assertThat(Files.size(JAR)).isLessThanOrEqualTo(30 * MEGABYTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"org-read-only-role.yaml", "cloudtrail-lake-read-role.yaml", "spoke-role.yaml"})
  void aRoleOfTheManagementAccountSetsTheBoundaryAndLosesNothingByIt(String template)
      throws IOException {
    String text = Files.readString(TEMPLATES.resolve(template));
    List<String> boundary =
        Statements.of(packaged(), Names.BOUNDARY).stream()
            .flatMap(one -> one.actions().stream())
            .toList();

    assertThat(text).contains(":policy/" + Names.BOUNDARY);
    assertThat(granted(text))
        .isNotEmpty()
        .allSatisfy(
            action ->
                assertThat(boundary)
                    .as(action)
                    .anyMatch(allowed -> action.matches(allowed.replace("*", ".*"))));
  }

  /** The actions that the inline policies of a template allow. */
  private static List<String> granted(String template) {
    var actions = new ArrayList<String>();
    Pattern action = Pattern.compile("\\b[a-z0-9-]+:[A-Z][A-Za-z0-9*]*$");
    boolean allow = false;
    for (String line : template.substring(template.indexOf("Policies:")).split("\\R")) {
      if (line.contains("Effect:")) {
        allow = line.contains("Allow");
      }
      if (line.contains("- Responds")) {
        break; // What responders may write is not made in the management account.
      }
      Matcher found = action.matcher(line.stripTrailing());
      if (allow && found.find()) {
        actions.add(found.group());
      }
    }
    return actions;
  }

  private static SynthesizedTemplate packaged() throws IOException {
    JsonNode json =
        TestStacks.JSON.readTree(Path.of("target/cdk.out/FleetAccess.template.json").toFile());
    return new SynthesizedTemplate(json);
  }
}
