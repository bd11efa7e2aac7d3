package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.endpoint.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A CloudFormation template as it was synthesized, nothing resolved. */
final class Template {
  private final JsonNode root;

  private Template(JsonNode root) {
    this.root = Objects.requireNonNull(root);
    if (!root.path("Resources").isObject()) {
      throw new IncompleteTemplate("the template has no Resources");
    }
  }

  static Template parse(String text) {
    try {
      return new Template(Json.read(text));
    } catch (IllegalArgumentException e) {
      throw new IncompleteTemplate("the template is " + e.getMessage());
    }
  }

  static Template read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new IncompleteTemplate(
          "no synthesized template at " + file + ": build the infra module first");
    }
  }

  JsonNode section(String name) {
    return root.path(name);
  }

  /** The resource of a logical id; a missing node when there is none. */
  JsonNode resource(String logicalId) {
    return root.path("Resources").path(logicalId);
  }

  String type(String logicalId) {
    return resource(logicalId).path("Type").asText();
  }

  JsonNode properties(String logicalId) {
    return resource(logicalId).path("Properties");
  }

  /** Logical ids of a type, in the template's order. */
  Stream<String> ofType(String type) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    root.path("Resources")
        .properties()
        .forEach(
            resource -> {
              if (type.equals(resource.getValue().path("Type").asText())) {
                found.put(resource.getKey(), resource.getValue());
              }
            });
    return found.keySet().stream();
  }
}
