package dev.fleetaccess.release;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The one way of writing a policy that means the same: IAM keeps some documents in other words than
 * they were given, an account's id as its root's ARN, a list of one as a text.
 */
public final class PolicyForm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ROOT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

  /** Roles of one release have the same policies in every account. */
  private static final Remembered<String, Optional<String>> FORMS =
      new Remembered<>(256, PolicyForm::read);

  private PolicyForm() {}

  /**
   * The form of a policy that is written as JSON.
   *
   * @return empty when it is no JSON
   */
  public static Optional<String> of(String json) {
    return FORMS.of(json);
  }

  private static Optional<String> read(String json) {
    try {
      return Optional.of(form(JSON.readTree(json), "").toString());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * The form of a policy that a template declares.
   *
   * @return empty when a function in it could not be resolved, so that nobody can tell
   */
  static Optional<String> of(YamlValue declared) {
    if (Values.text(declared).isPresent()) {
      return of(Values.text(declared).get());
    }
    return isPlain(declared)
        ? Optional.of(form(TemplateJson.of(declared), "").toString())
        : Optional.empty();
  }

  /**
   * A policy that a template declares, as JSON and in the order in which it is written.
   *
   * @return empty when a function in it could not be resolved
   */
  public static Optional<String> written(YamlValue declared) {
    return Values.text(declared)
        .or(
            () ->
                isPlain(declared)
                    ? Optional.of(TemplateJson.of(declared).toString())
                    : Optional.empty());
  }

  private static boolean isPlain(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar -> true;
      case YamlValue.Sequence sequence -> sequence.items().stream().allMatch(PolicyForm::isPlain);
      case YamlValue.Mapping mapping ->
          Values.function(mapping).isEmpty()
              && mapping.entries().stream().allMatch(entry -> isPlain(entry.value()));
    };
  }

  /** Keys in order, lists as sets in order, every scalar a text. */
  private static JsonNode form(JsonNode node, String key) {
    if (node.isObject()) {
      var ordered = new TreeMap<String, JsonNode>();
      node.properties().forEach(field -> ordered.put(field.getKey(), field.getValue()));
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      ordered.forEach((name, value) -> object.set(name, form(value, name)));
      return key.equals("Statement") ? list(object, key) : object;
    }
    if (node.isArray()) {
      return list(node, key);
    }
    String text = principal(node.asText(), key);
    // A list of one and a text mean the same, except in the keys that never hold a list.
    return key.equals("Version") || key.equals("Sid") || key.equals("Effect")
        ? TextNode.valueOf(text)
        : JsonNodeFactory.instance.arrayNode().add(text);
  }

  private static JsonNode list(JsonNode node, String key) {
    var items = new TreeMap<String, JsonNode>();
    if (node.isArray()) {
      node.forEach(
          item -> {
            JsonNode one =
                item.isValueNode()
                    ? TextNode.valueOf(principal(item.asText(), key))
                    : form(item, "");
            items.put(one.toString(), one);
          });
    } else {
      items.put(node.toString(), node);
    }
    var array = JsonNodeFactory.instance.arrayNode();
    new TreeSet<>(items.keySet()).forEach(name -> array.add(items.get(name)));
    return array;
  }

  private static String principal(String text, String key) {
    if (!key.equals("AWS")) {
      return text;
    }
    var root = ROOT.matcher(text);
    return ACCOUNT.matcher(text).matches() || !root.matches() ? text : root.group(1);
  }
}
