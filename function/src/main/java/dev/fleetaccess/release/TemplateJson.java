package dev.fleetaccess.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Writes a template, or a part of it, as JSON. */
final class TemplateJson {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

  private TemplateJson() {}

  static JsonNode of(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar -> scalar(scalar);
      case YamlValue.Sequence sequence -> {
        var array = JsonNodeFactory.instance.arrayNode();
        sequence.items().forEach(item -> array.add(of(item)));
        yield array;
      }
      case YamlValue.Mapping mapping -> {
        var object = JsonNodeFactory.instance.objectNode();
        mapping.entries().forEach(entry -> object.set(entry.key(), of(entry.value())));
        yield object;
      }
    };
  }

  /** A number in a form that JSON has not, such as a hexadecimal one, stays the text it is. */
  private static JsonNode scalar(YamlValue.Scalar scalar) {
    return switch (scalar.kind()) {
      case TEXT -> TextNode.valueOf(scalar.text());
      case NUMBER ->
          NUMBER.matcher(scalar.text()).matches()
              ? DecimalNode.valueOf(new BigDecimal(scalar.text()))
              : TextNode.valueOf(scalar.text());
      case BOOLEAN -> BooleanNode.valueOf(Boolean.parseBoolean(scalar.text()));
      case NULL -> NullNode.getInstance();
    };
  }
}
