package dev.fleetaccess.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** The stacks as synthesized from test templates and an empty jar, once for each context. */
final class TestStacks {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String HUB = "999988887777";

  private static final Map<Map<String, String>, CloudAssembly> ASSEMBLIES =
      new ConcurrentHashMap<>();

  private TestStacks() {}

  /** The main stack with a hub and otherwise the settings' defaults. */
  static SynthesizedTemplate main() {
    return main(Map.of());
  }

  /** The main stack with a hub and these settings. */
  static SynthesizedTemplate main(Map<String, String> context) {
    return stack(context, "FleetAccess");
  }

  static SynthesizedTemplate stack(Map<String, String> context, String name) {
    return new SynthesizedTemplate(
        JSON.valueToTree(assembly(context).getStackByName(name).getTemplate()));
  }

  static List<String> stackNames(Map<String, String> context) {
    return assembly(context).getStacks().stream()
        .map(CloudFormationStackArtifact::getStackName)
        .sorted()
        .toList();
  }

  static CloudAssembly assembly(Map<String, String> context) {
    var all = new TreeMap<String, String>(Map.of("hub", HUB));
    all.putAll(context);
    return ASSEMBLIES.computeIfAbsent(
        all,
        key -> {
          var app = Stacks.app(key);
          Stacks.in(app, inputs());
          return app.synth();
        });
  }

  static Inputs inputs() {
    return new Inputs(emptyJar(), Path.of("src/test/resources/templates"));
  }

  static JsonNode event(String name) {
    try {
      return JSON.readTree(Path.of("src/test/resources/events", name + ".json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path emptyJar() {
    try {
      Path folder = Files.createTempDirectory("fleet-access-test");
      Path jar = folder.resolve("function.jar");
      // It has to outlive every test of this program; what was registered last is deleted first.
      folder.toFile().deleteOnExit();
      jar.toFile().deleteOnExit();
      try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
        var entry = new ZipEntry("empty");
        entry.setTime(0);
        zip.putNextEntry(entry);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
