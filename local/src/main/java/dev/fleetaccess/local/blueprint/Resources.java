package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.endpoint.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The template's resources with their properties resolved. */
final class Resources {
  /** A resource: logical id, physical name, ARN, resolved properties. */
  record Resource(String id, String name, String arn, JsonNode properties) {
    /**
     * A property that must be there.
     *
     * @throws IncompleteTemplate when it is not
     */
    String required(String property) {
      JsonNode value = properties.path(property);
      if (value.isMissingNode()) {
        throw new IncompleteTemplate(id + " has no " + property);
      }
      return value.asText();
    }

    Optional<String> optional(String property) {
      JsonNode value = properties.path(property);
      return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }
  }

  private final Template template;
  private final Resolver resolver;
  private final PhysicalNames names;

  Resources(Template template, Resolver resolver, PhysicalNames names) {
    this.template = Objects.requireNonNull(template);
    this.resolver = Objects.requireNonNull(resolver);
    this.names = Objects.requireNonNull(names);
  }

  /** The resources of a type that exist under the template's conditions, in its order. */
  List<Resource> ofType(String type) {
    return template
        .ofType(type)
        .filter(resolver::exists)
        .map(
            id ->
                new Resource(
                    id,
                    names.name(id, resolver),
                    names.arn(id, resolver),
                    template.properties(id).isMissingNode()
                        ? Json.object()
                        : resolver.resolve(template.properties(id))))
        .toList();
  }

  String path(Resource resource) {
    return names.path(resource.id(), resolver);
  }

  /** A function's name from its name or from any ARN of it, the qualifier dropped. */
  static String functionName(String nameOrArn) {
    String[] parts = nameOrArn.split(":");
    return parts.length > 6 ? parts[6] : parts[0];
  }

  /** A function's ARN without version or alias; any other ARN as it is. */
  static String unqualified(String arn) {
    String[] parts = arn.split(":");
    return parts.length == 8 && parts[5].equals("function")
        ? arn.substring(0, arn.lastIndexOf(':'))
        : arn;
  }
}
