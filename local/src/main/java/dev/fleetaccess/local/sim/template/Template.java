package dev.fleetaccess.local.sim.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A template: its text, and its sections as trees. */
public final class Template {
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Mappings",
          "Conditions",
          "Resources",
          "Outputs",
          "Rules",
          "Transform");

  private final String text;
  private final JsonNode tree;
  private final Set<JsonNode> plain = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Declaration> resources;
  private final Map<String, Parameter> parameters;
  // Worked out on demand, and the same whoever asks.
  private volatile List<Declaration> ordered = List.of();

  private Template(
      String text,
      JsonNode tree,
      Map<String, Declaration> resources,
      Map<String, Parameter> parameters) {
    this.text = text;
    this.tree = tree;
    findPlain(tree);
    this.resources = resources;
    this.parameters = parameters;
  }

  /**
   * Reads a template.
   *
   * @param known the resource types that can be made
   * @throws AwsError {@code ValidationError} with CloudFormation's "Template format error: …"
   */
  public static Template parse(String text, Set<String> known) {
    var tree = TemplateText.read(text);
    if (!tree.isObject()) {
      throw error("unsupported structure.");
    }
    var strange = new TreeSet<String>();
    tree.fieldNames().forEachRemaining(strange::add);
    strange.removeAll(SECTIONS);
    if (!strange.isEmpty()) {
      throw AwsError.validation(
          "Invalid template property or properties [" + String.join(", ", strange) + "]");
    }
    if (tree.has("Transform") || tree.has("Rules")) {
      throw AwsError.notSimulated("the template sections Transform and Rules");
    }
    var template = new Template(text, tree, declarations(tree.path("Resources")), parameters(tree));
    var unknown = new TreeSet<String>();
    template.resources.values().forEach(each -> unknown.add(each.type()));
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw error("Unrecognized resource types: [" + String.join(", ", unknown) + "]");
    }
    References.check(template);
    return template;
  }

  /** The text as it came. */
  public String text() {
    return text;
  }

  /** What the template says of itself. */
  public Optional<String> description() {
    return Optional.of(tree.path("Description").asText()).filter(each -> !each.isEmpty());
  }

  /** The declared resources by logical id. */
  public Map<String, Declaration> resources() {
    return resources;
  }

  /** The declared parameters by name. */
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  /** The declared conditions, not evaluated. */
  public JsonNode conditions() {
    return tree.path("Conditions");
  }

  /** The mappings. */
  public JsonNode mappings() {
    return tree.path("Mappings");
  }

  /** Whether a node of this template is the same in every stack: it holds no function. */
  boolean isPlain(JsonNode node) {
    return plain.contains(node);
  }

  private boolean findPlain(JsonNode node) {
    boolean all = true;
    for (var child : node) {
      all &= findPlain(child);
    }
    boolean function =
        node.has("Ref")
            || node.properties().stream().anyMatch(each -> each.getKey().startsWith("Fn::"));
    if (all && !function && node.isContainerNode()) {
      plain.add(node);
    }
    return all && !function;
  }

  /** The outputs, not evaluated. */
  public JsonNode outputs() {
    return tree.path("Outputs");
  }

  /** The resources in an order in which each comes after those it needs. */
  public List<Declaration> inOrder() {
    if (ordered.isEmpty()) {
      ordered = List.copyOf(References.order(this));
    }
    return ordered;
  }

  static AwsError error(String what) {
    return AwsError.validation("Template format error: " + what);
  }

  private static Map<String, Declaration> declarations(JsonNode section) {
    if (!section.isObject() || section.isEmpty()) {
      throw error("At least one Resources member must be defined.");
    }
    var resources = new LinkedHashMap<String, Declaration>();
    section
        .properties()
        .forEach(
            entry -> resources.put(entry.getKey(), declaration(entry.getKey(), entry.getValue())));
    return resources;
  }

  private static Declaration declaration(String id, JsonNode body) {
    if (!id.matches("[A-Za-z0-9]+")) {
      throw error("Resource name " + id + " is non alphanumeric.");
    }
    if (!body.path("Type").isTextual()) {
      throw error("[/Resources/" + id + "] Every Resources object must contain a Type member.");
    }
    return new Declaration(
        id,
        body.get("Type").asText(),
        body.has("Properties") ? body.get("Properties") : Json.object(),
        body.path("Metadata"),
        Json.texts(body.path("DependsOn")),
        body.has("Condition") ? Optional.of(body.get("Condition").asText()) : Optional.empty(),
        body.path("DeletionPolicy").asText("Delete"));
  }

  private static Map<String, Parameter> parameters(JsonNode tree) {
    var parameters = new LinkedHashMap<String, Parameter>();
    tree.path("Parameters")
        .properties()
        .forEach(
            entry ->
                parameters.put(entry.getKey(), Parameter.parse(entry.getKey(), entry.getValue())));
    return parameters;
  }

  /** All trees in which other resources, parameters and conditions may be named. */
  Collection<JsonNode> expressions() {
    return List.of(tree.path("Resources"), tree.path("Outputs"), tree.path("Conditions"));
  }
}
