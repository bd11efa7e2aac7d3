package dev.fleetaccess.local.sim.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The intrinsic functions. */
final class Functions {
  private final Evaluation evaluation;
  private final Set<String> underWay = new HashSet<>();

  Functions(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  JsonNode call(String name, JsonNode argument) {
    return switch (name) {
      case "Fn::Sub" -> sub(argument);
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Join" -> join(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::Split" -> split(argument);
      case "Fn::FindInMap" -> findInMap(argument);
      case "Fn::If" ->
          evaluation.value(argument.path(condition(argument.path(0).asText()) ? 1 : 2));
      case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not" ->
          BooleanNode.valueOf(holds(Json.object().set(name, argument)));
      default -> throw AwsError.notSimulated("the function " + name);
    };
  }

  /** Whether the condition of that name holds. */
  boolean condition(String name) {
    var body = evaluation.template().conditions().path(name);
    if (body.isMissingNode()) {
      throw AwsError.validation(
          "Template format error: Unresolved condition dependency "
              + name
              + " in the Resources block of the template");
    }
    if (!underWay.add(name)) {
      throw AwsError.validation("Circular dependency between conditions: [" + name + "]");
    }
    try {
      return holds(body);
    } finally {
      underWay.remove(name);
    }
  }

  private boolean holds(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      return evaluation.value(node).asBoolean();
    }
    var only = node.properties().iterator().next();
    var argument = only.getValue();
    return switch (only.getKey()) {
      case "Condition" -> condition(argument.asText());
      case "Fn::Equals" ->
          text(evaluation.value(argument.path(0))).equals(text(evaluation.value(argument.path(1))));
      case "Fn::Not" -> !holds(argument.path(0));
      case "Fn::And" -> all(argument).stream().allMatch(this::holds);
      case "Fn::Or" -> all(argument).stream().anyMatch(this::holds);
      default -> evaluation.value(node).asBoolean();
    };
  }

  private JsonNode sub(JsonNode argument) {
    var text = argument.isArray() ? argument.path(0).asText() : argument.asText();
    var own = argument.path(1);
    var found = References.SUB.matcher(text);
    var result = new StringBuilder();
    while (found.find()) {
      var name = found.group(1).strip();
      JsonNode value;
      if (own.has(name)) {
        value = evaluation.value(own.get(name));
      } else if (name.contains(".") && !name.startsWith("AWS::")) {
        var parts = name.split("\\.", 2);
        value = evaluation.attribute(parts[0], parts[1]);
      } else {
        value = evaluation.reference(name);
      }
      found.appendReplacement(result, java.util.regex.Matcher.quoteReplacement(text(value)));
    }
    found.appendTail(result);
    return TextNode.valueOf(result.toString().replace("${!", "${"));
  }

  private JsonNode attribute(JsonNode argument) {
    var parts =
        argument.isArray()
            ? List.of(argument.path(0).asText(), evaluation.value(argument.path(1)).asText())
            : List.of(argument.asText().split("\\.", 2));
    if (parts.size() != 2) {
      throw AwsError.validation(
          "Template error: every Fn::GetAtt object requires two non-empty parameters, the"
              + " resource name and the resource attribute");
    }
    return evaluation.attribute(parts.get(0), parts.get(1));
  }

  private JsonNode join(JsonNode argument) {
    var items = new ArrayList<String>();
    evaluation.value(argument.path(1)).forEach(each -> items.add(text(each)));
    return TextNode.valueOf(String.join(argument.path(0).asText(), items));
  }

  private JsonNode select(JsonNode argument) {
    var list = evaluation.value(argument.path(1));
    int index = Integer.parseInt(evaluation.value(argument.path(0)).asText("-1"));
    if (!list.has(index)) {
      throw AwsError.validation(
          "Template error: Fn::Select cannot select nonexistent value at index " + index);
    }
    return list.get(index);
  }

  private JsonNode split(JsonNode argument) {
    var list = Json.array();
    var separator = java.util.regex.Pattern.quote(argument.path(0).asText());
    for (var part : evaluation.value(argument.path(1)).asText().split(separator, -1)) {
      list.add(part);
    }
    return list;
  }

  private JsonNode findInMap(JsonNode argument) {
    var value =
        evaluation
            .template()
            .mappings()
            .path(evaluation.value(argument.path(0)).asText())
            .path(evaluation.value(argument.path(1)).asText())
            .path(evaluation.value(argument.path(2)).asText());
    if (value.isMissingNode()) {
      throw AwsError.validation(
          "Template error: Unable to get mapping for "
              + argument.path(0).asText()
              + "::"
              + evaluation.value(argument.path(1)).asText()
              + "::"
              + evaluation.value(argument.path(2)).asText());
    }
    return value;
  }

  private static List<JsonNode> all(JsonNode list) {
    var all = new ArrayList<JsonNode>();
    list.forEach(all::add);
    return all;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
