package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Computes CloudFormation's intrinsic functions. A removed value is a missing node. */
final class Resolver {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final Template template;
  private final PhysicalNames names;
  private final Conditions conditions;
  private final Map<String, String> pseudo;
  private final Map<String, String> parameters;

  Resolver(
      Template template,
      PhysicalNames names,
      Place place,
      String stack,
      Map<String, String> given) {
    this.template = Objects.requireNonNull(template);
    this.names = Objects.requireNonNull(names);
    this.conditions = new Conditions(template, this);
    this.pseudo =
        Map.of(
            "AWS::AccountId", place.account(),
            "AWS::Region", place.region(),
            "AWS::Partition", place.partition(),
            "AWS::URLSuffix",
                place.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com",
            "AWS::StackName", stack,
            "AWS::StackId", place.arn("cloudformation", "stack/" + stack + "/local"));
    this.parameters = Map.copyOf(given);
  }

  boolean exists(String logicalId) {
    JsonNode condition = template.resource(logicalId).path("Condition");
    return condition.isMissingNode() || conditions.named(condition.asText());
  }

  /** The value as text; numbers and booleans as CloudFormation writes them. */
  String text(JsonNode value) {
    JsonNode resolved = resolve(value);
    if (!resolved.isValueNode() || resolved.isNull()) {
      throw new IncompleteTemplate("expected text, found " + value);
    }
    return resolved.asText();
  }

  /** The value with every intrinsic function in it computed. */
  JsonNode resolve(JsonNode value) {
    if (value.isArray()) {
      ArrayNode array = Json.array();
      for (JsonNode element : value) {
        JsonNode resolved = resolve(element);
        if (!resolved.isMissingNode()) {
          array.add(resolved);
        }
      }
      return array;
    }
    if (!value.isObject()) {
      return value;
    }
    if (value.size() == 1) {
      var only = value.properties().iterator().next();
      if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
        return call(only.getKey(), only.getValue());
      }
    }
    ObjectNode object = Json.object();
    value
        .properties()
        .forEach(
            entry -> {
              JsonNode resolved = resolve(entry.getValue());
              if (!resolved.isMissingNode()) {
                object.set(entry.getKey(), resolved);
              }
            });
    return object;
  }

  private JsonNode call(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> ref(argument.asText());
      case "Fn::GetAtt" -> getAttribute(argument);
      case "Fn::Join" ->
          TextNode.valueOf(String.join(argument.get(0).asText(), texts(argument.get(1))));
      case "Fn::Split" -> split(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::Sub" -> TextNode.valueOf(substitute(argument));
      case "Fn::If" -> resolve(argument.get(conditions.named(argument.get(0).asText()) ? 1 : 2));
      case "Fn::FindInMap" -> findInMap(argument);
      default -> throw new IncompleteTemplate(function + " is not known to the local parts");
    };
  }

  private JsonNode ref(String id) {
    if (id.equals("AWS::NoValue")) {
      return MissingNode.getInstance();
    }
    if (pseudo.containsKey(id)) {
      return TextNode.valueOf(pseudo.get(id));
    }
    JsonNode parameter = template.section("Parameters").path(id);
    if (!parameter.isMissingNode()) {
      return TextNode.valueOf(parameters.getOrDefault(id, parameter.path("Default").asText("")));
    }
    if (template.resource(id).isMissingNode()) {
      throw new IncompleteTemplate("Ref of " + id + ", which is not in the template");
    }
    return TextNode.valueOf(names.ref(id, this));
  }

  private JsonNode getAttribute(JsonNode argument) {
    String path =
        argument.isTextual()
            ? argument.asText()
            : argument.get(0).asText() + "." + argument.get(1).asText();
    int dot = path.indexOf('.');
    String id = path.substring(0, dot);
    if (template.resource(id).isMissingNode()) {
      throw new IncompleteTemplate("GetAtt of " + id + ", which is not in the template");
    }
    return TextNode.valueOf(names.attribute(id, path.substring(dot + 1), this));
  }

  private List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    resolve(list).forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private JsonNode split(JsonNode argument) {
    ArrayNode parts = Json.array();
    String separator = argument.get(0).asText();
    for (String part : text(argument.get(1)).split(Pattern.quote(separator), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode select(JsonNode argument) {
    int index = Integer.parseInt(text(argument.get(0)));
    JsonNode list = resolve(argument.get(1));
    if (index >= list.size()) {
      throw new IncompleteTemplate("Select of element " + index + " of " + list);
    }
    return list.get(index);
  }

  private JsonNode findInMap(JsonNode argument) {
    JsonNode found =
        template
            .section("Mappings")
            .path(text(argument.get(0)))
            .path(text(argument.get(1)))
            .path(text(argument.get(2)));
    if (found.isMissingNode()) {
      throw new IncompleteTemplate("FindInMap of " + argument + " finds nothing");
    }
    return found;
  }

  private String substitute(JsonNode argument) {
    String text = argument.isArray() ? argument.get(0).asText() : argument.asText();
    JsonNode own = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
    Matcher matcher = PLACEHOLDER.matcher(text);
    var result = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2);
      String value;
      if (!matcher.group(1).isEmpty()) {
        value = "${" + name + "}";
      } else if (own.has(name)) {
        value = text(own.get(name));
      } else if (name.contains(".")) {
        value = getAttribute(TextNode.valueOf(name)).asText();
      } else {
        value = ref(name).asText();
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    matcher.appendTail(result);
    return result.toString();
  }
}
