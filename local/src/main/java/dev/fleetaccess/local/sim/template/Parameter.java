package dev.fleetaccess.local.sim.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter that a template declares.
 *
 * @param name its name
 * @param type {@code String}, {@code Number}, {@code CommaDelimitedList} or {@code List<Number>}
 * @param defaultValue the value when none is given
 * @param noEcho whether its value is never shown
 * @param allowed the values it may have; empty for any
 * @param declaration all of its declaration
 */
public record Parameter(
    String name,
    String type,
    Optional<String> defaultValue,
    boolean noEcho,
    List<String> allowed,
    JsonNode declaration) {
  private static final Set<String> TYPES =
      Set.of("String", "Number", "CommaDelimitedList", "List<Number>", "List<String>");

  public Parameter {
    allowed = List.copyOf(allowed);
  }

  static Parameter parse(String name, JsonNode body) {
    var type = body.path("Type").asText();
    if (type.isEmpty()) {
      throw Template.error("Every Parameters object must contain a Type member.");
    }
    if (!TYPES.contains(type)) {
      throw AwsError.notSimulated("the parameter type " + type);
    }
    return new Parameter(
        name,
        type,
        body.has("Default") ? Optional.of(body.get("Default").asText()) : Optional.empty(),
        body.path("NoEcho").asBoolean(),
        Json.texts(body.path("AllowedValues")),
        body);
  }

  /** What the template says of it. */
  public Optional<String> description() {
    return Optional.of(declaration.path("Description").asText()).filter(each -> !each.isEmpty());
  }

  /** Whether its value is a list. */
  boolean isList() {
    return type.equals("CommaDelimitedList") || type.startsWith("List<");
  }

  /** The value as functions see it: a text, or a list of texts. */
  JsonNode value(String text) {
    if (!isList()) {
      return Json.object().textNode(text);
    }
    var list = Json.array();
    Arrays.stream(text.split(",", -1)).map(String::strip).forEach(list::add);
    return list;
  }

  /**
   * Checks a value against what is declared.
   *
   * @throws AwsError {@code ValidationError}
   */
  void check(String value) {
    var items =
        isList() ? Arrays.stream(value.split(",", -1)).map(String::strip).toList() : List.of(value);
    for (var item : items) {
      if (!allowed.isEmpty() && !allowed.contains(item)) {
        throw refused("must be one of AllowedValues");
      }
      var pattern = declaration.path("AllowedPattern").asText();
      if (!pattern.isEmpty() && !item.matches(pattern)) {
        var text = declaration.path("ConstraintDescription").asText();
        throw refused(
            text.isEmpty()
                ? "must match pattern " + pattern
                : "failed to satisfy constraint: " + text);
      }
      if (type.endsWith("Number") || type.equals("List<Number>")) {
        number(item);
      }
    }
    if (value.length() < declaration.path("MinLength").asInt(0)) {
      throw refused(
          "must contain at least " + declaration.path("MinLength").asInt() + " characters");
    }
    if (value.length() > declaration.path("MaxLength").asInt(4_096)) {
      throw refused(
          "must contain at most " + declaration.path("MaxLength").asInt(4_096) + " characters");
    }
  }

  private void number(String item) {
    try {
      var number = new BigDecimal(item);
      if (declaration.has("MinValue")
          && number.compareTo(new BigDecimal(declaration.get("MinValue").asText())) < 0) {
        throw refused("must be a number not less than " + declaration.get("MinValue").asText());
      }
      if (declaration.has("MaxValue")
          && number.compareTo(new BigDecimal(declaration.get("MaxValue").asText())) > 0) {
        throw refused("must be a number not greater than " + declaration.get("MaxValue").asText());
      }
    } catch (NumberFormatException e) {
      throw refused("must be a number");
    }
  }

  private AwsError refused(String why) {
    return AwsError.validation("Parameter '" + name + "' " + why);
  }
}
