package dev.fleetaccess.local.sim.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Evaluates a template's functions for one stack. */
public final class Evaluation {
  private static final JsonNode NO_VALUE = MissingNode.getInstance();

  private final Template template;
  private final Map<String, JsonNode> known = new LinkedHashMap<>();
  private final MadeResources made;
  private final Functions functions = new Functions(this);

  /**
   * An evaluation of that template.
   *
   * @param parameters the value of every parameter
   * @param pseudo the value of every pseudo parameter, such as {@code AWS::AccountId}
   * @param made what the stack's resources are called
   */
  public Evaluation(
      Template template,
      Map<String, String> parameters,
      Map<String, String> pseudo,
      MadeResources made) {
    this.template = template;
    this.made = made;
    parameters.forEach(
        (name, value) -> known.put(name, template.parameters().get(name).value(value)));
    pseudo.forEach((name, value) -> known.put(name, TextNode.valueOf(value)));
    known.put("AWS::NoValue", NO_VALUE);
  }

  /** Whether a resource exists under the stack's conditions. */
  public boolean exists(Declaration resource) {
    return resource.condition().map(functions::condition).orElse(true);
  }

  /** A resource's properties with all functions evaluated: an object of its own. */
  public ObjectNode properties(Declaration resource) {
    return value(resource.properties()) instanceof ObjectNode object
        ? Json.object().<ObjectNode>setAll(object)
        : Json.object();
  }

  /** The outputs that exist, by name. */
  public Map<String, String> outputs() {
    var outputs = new LinkedHashMap<String, String>();
    template
        .outputs()
        .properties()
        .forEach(
            output -> {
              var condition = output.getValue().path("Condition").asText();
              if (condition.isEmpty() || functions.condition(condition)) {
                outputs.put(output.getKey(), value(output.getValue().path("Value")).asText());
              }
            });
    return outputs;
  }

  /** A tree with all functions evaluated; a missing node stands for no value. */
  JsonNode value(JsonNode node) {
    if (template.isPlain(node)) {
      return node;
    }
    if (node.isArray()) {
      var list = Json.array();
      node.forEach(
          each -> Optional.of(value(each)).filter(v -> v != NO_VALUE).ifPresent(list::add));
      return list;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      var only = node.properties().iterator().next();
      if (only.getKey().equals("Ref")) {
        return reference(only.getValue().asText());
      }
      if (only.getKey().startsWith("Fn::")) {
        return functions.call(only.getKey(), only.getValue());
      }
    }
    var object = Json.object();
    node.properties()
        .forEach(
            each -> {
              var value = value(each.getValue());
              if (value != NO_VALUE) {
                object.set(each.getKey(), value);
              }
            });
    return object;
  }

  JsonNode reference(String name) {
    var value = known.get(name);
    if (value != null) {
      return value;
    }
    if (template.resources().containsKey(name)) {
      return TextNode.valueOf(made.reference(name));
    }
    throw AwsError.validation(
        "Template format error: Unresolved resource dependencies ["
            + name
            + "] in the Resources block of the template");
  }

  JsonNode attribute(String resource, String name) {
    if (!template.resources().containsKey(resource)) {
      throw AwsError.validation(
          "Template error: instance of Fn::GetAtt references undefined resource " + resource);
    }
    return TextNode.valueOf(made.attribute(resource, name));
  }

  Template template() {
    return template;
  }
}
