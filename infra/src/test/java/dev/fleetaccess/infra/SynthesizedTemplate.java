package dev.fleetaccess.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** A synthesized template, read as a person would: by type, and with its references followed. */
record SynthesizedTemplate(JsonNode json) {
  static final String ACCOUNT = "111122223333";

  /** Resources of a type, by logical id. */
  Map<String, JsonNode> resources(String type) {
    var found = new TreeMap<String, JsonNode>();
    json.get("Resources")
        .properties()
        .forEach(
            resource -> {
              if (resource.getValue().get("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue());
              }
            });
    return found;
  }

  /** The properties of each resource of a type. */
  List<JsonNode> properties(String type) {
    return resources(type).values().stream().map(resource -> resource.get("Properties")).toList();
  }

  /** The properties of the one resource of a type whose property has this value. */
  JsonNode the(String type, String property, String value) {
    List<JsonNode> found =
        properties(type).stream()
            .filter(properties -> properties.path(property).asText().equals(value))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size() + " resources " + type + " with " + property + "=" + value);
    }
    return found.get(0);
  }

  /** The resource that {@code Ref} or {@code Fn::GetAtt} names. */
  JsonNode referenced(JsonNode reference) {
    String id =
        reference.has("Ref")
            ? reference.get("Ref").asText()
            : reference.path("Fn::GetAtt").path(0).asText();
    return Optional.ofNullable(json.get("Resources").get(id))
        .orElseThrow(() -> new AssertionError("no resource behind " + reference));
  }

  /** The template's text with partition, account and joined strings written out. */
  JsonNode resolved(JsonNode node) {
    if (node.has("Ref") && node.get("Ref").asText().startsWith("AWS::")) {
      return text(pseudo(node.get("Ref").asText()));
    }
    if (node.has("Fn::Join")) {
      var parts = new ArrayList<String>();
      node.get("Fn::Join").get(1).forEach(part -> parts.add(plain(resolved(part))));
      return text(String.join(node.get("Fn::Join").get(0).asText(), parts));
    }
    if (node.isArray()) {
      ArrayNode array = TestStacks.JSON.createArrayNode();
      node.forEach(item -> array.add(resolved(item)));
      return array;
    }
    if (node.isObject()) {
      var object = TestStacks.JSON.createObjectNode();
      node.properties().forEach(entry -> object.set(entry.getKey(), resolved(entry.getValue())));
      return object;
    }
    return node;
  }

  /** Every string of a node that is one or a list of them, written out. */
  List<String> strings(JsonNode node) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(item -> plain(resolved(item)))
          .toList();
    }
    return List.of(plain(resolved(node)));
  }

  private static String plain(JsonNode node) {
    return node.isTextual() ? node.asText() : node.toString();
  }

  private static JsonNode text(String value) {
    return TestStacks.JSON.getNodeFactory().textNode(value);
  }

  private static String pseudo(String name) {
    return switch (name) {
      case "AWS::Partition" -> "aws";
      case "AWS::AccountId" -> ACCOUNT;
      case "AWS::Region" -> "us-east-1";
      case "AWS::URLSuffix" -> "amazonaws.com";
      default -> throw new AssertionError(name);
    };
  }
}
