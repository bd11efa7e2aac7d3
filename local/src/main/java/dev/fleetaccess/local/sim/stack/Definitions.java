package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.template.ParameterValues;
import dev.fleetaccess.local.sim.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Turns requests into definitions, or refuses them. */
final class Definitions {
  /** Bytes of UTF-8, a CloudFormation quota. */
  private static final int LONGEST = 51_200;

  /** The same template goes to every account: it is read once. */
  private static final Map<String, Template> READ = new ConcurrentHashMap<>();

  /**
   * Reads a template.
   *
   * @throws AwsError {@code ValidationError}
   */
  Template template(String text) {
    if (text.isEmpty()) {
      throw StackErrors.violated(
          "", "templateBody", "Member must have length greater than or equal to 1");
    }
    var known = READ.get(text);
    if (known == null) {
      if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
        throw StackErrors.violated(
            text, "templateBody", "Member must have length less than or equal to " + LONGEST);
      }
      known = Template.parse(text, ResourceTypes.known());
      if (READ.size() > 100) {
        READ.clear();
      }
      READ.put(text, known);
    }
    return known;
  }

  /** What the request wants a stack to be. */
  Definition of(StackRequest request, Optional<Definition> previous) {
    var template =
        request
            .template()
            .map(this::template)
            .or(() -> previous.map(Definition::template))
            .orElseThrow(
                () ->
                    AwsError.validation("Either Template URL or Template Body must be specified."));
    var values =
        ParameterValues.of(
            template, request.parameters(), previous.map(Definition::parameters).orElse(Map.of()));
    var tags = request.tags().or(() -> previous.map(Definition::tags)).orElse(Map.of());
    ResourceTypes.capability(template)
        .filter(needed -> !acknowledged(request, needed))
        .ifPresent(
            needed -> {
              throw StackErrors.insufficientCapabilities(needed);
            });
    return new Definition(template, values, tags, request.capabilities());
  }

  private static boolean acknowledged(StackRequest request, String needed) {
    return request.capabilities().contains(needed)
        || request.capabilities().contains("CAPABILITY_NAMED_IAM");
  }
}
