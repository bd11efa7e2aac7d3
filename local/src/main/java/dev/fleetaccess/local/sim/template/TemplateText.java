package dev.fleetaccess.local.sim.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.math.BigDecimal;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a template's text, JSON or YAML, into one tree; short forms become long ones. */
final class TemplateText {
  private TemplateText() {}

  static JsonNode read(String text) {
    if (text.stripLeading().startsWith("{")) {
      try {
        return Json.read(text);
      } catch (JsonProcessingException e) {
        var at = e.getLocation();
        throw AwsError.validation(
            "Template format error: JSON not well-formed. (line %d, column %d)"
                .formatted(at.getLineNr(), at.getColumnNr()));
      }
    }
    try {
      return new Compose(LoadSettings.builder().build())
          .composeString(text)
          .map(TemplateText::tree)
          .orElse(NullNode.instance);
    } catch (MarkedYamlEngineException e) {
      var at =
          e.getProblemMark()
              .map(m -> " (line %d, column %d)".formatted(m.getLine() + 1, m.getColumn() + 1));
      throw AwsError.validation("Template format error: YAML not well-formed." + at.orElse(""));
    } catch (YamlEngineException e) {
      throw AwsError.validation("Template format error: YAML not well-formed.");
    }
  }

  private static JsonNode tree(Node node) {
    var plain = plain(node);
    var tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return plain;
    }
    var name = tag.substring(1);
    return switch (name) {
      case "Ref", "Condition" -> Json.object().set(name, plain);
      case "GetAtt" -> Json.object().set("Fn::GetAtt", attribute(plain));
      default -> Json.object().set("Fn::" + name, plain);
    };
  }

  private static JsonNode attribute(JsonNode plain) {
    if (!plain.isTextual()) {
      return plain;
    }
    var parts = plain.asText().split("\\.", 2);
    var list = Json.array();
    for (var part : parts) {
      list.add(part);
    }
    return list;
  }

  private static JsonNode plain(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        var object = Json.object();
        for (var entry : mapping.getValue()) {
          if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            throw new YamlEngineException("a key that is no text");
          }
          object.set(key.getValue(), tree(entry.getValueNode()));
        }
        yield object;
      }
      case SequenceNode sequence -> {
        var array = Json.array();
        sequence.getValue().forEach(each -> array.add(tree(each)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new YamlEngineException("an unknown node");
    };
  }

  private static JsonNode scalar(ScalarNode scalar) {
    var text = scalar.getValue();
    if (scalar.getTag().equals(Tag.NULL)) {
      return NullNode.instance;
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return BooleanNode.valueOf(Boolean.parseBoolean(text));
    }
    if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
      try {
        return Json.object().numberNode(new BigDecimal(text));
      } catch (NumberFormatException e) {
        return TextNode.valueOf(text);
      }
    }
    return TextNode.valueOf(text);
  }
}
