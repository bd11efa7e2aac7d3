package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/** The template's conditions. */
final class Conditions {
  private final Template template;
  private final Resolver resolver;

  Conditions(Template template, Resolver resolver) {
    this.template = Objects.requireNonNull(template);
    this.resolver = Objects.requireNonNull(resolver);
  }

  boolean named(String name) {
    JsonNode condition = template.section("Conditions").path(name);
    if (condition.isMissingNode()) {
      throw new IncompleteTemplate("condition " + name + " is not in the template");
    }
    return holds(condition);
  }

  private boolean holds(JsonNode condition) {
    var only = condition.properties().iterator().next();
    JsonNode argument = only.getValue();
    return switch (only.getKey()) {
      case "Condition" -> named(argument.asText());
      case "Fn::Equals" ->
          resolver.resolve(argument.get(0)).equals(resolver.resolve(argument.get(1)));
      case "Fn::Not" -> !holds(argument.get(0));
      case "Fn::And" -> {
        boolean all = true;
        for (JsonNode part : argument) {
          all &= holds(part);
        }
        yield all;
      }
      case "Fn::Or" -> {
        boolean any = false;
        for (JsonNode part : argument) {
          any |= holds(part);
        }
        yield any;
      }
      default ->
          throw new IncompleteTemplate(
              "condition function " + only.getKey() + " is not known to the local parts");
    };
  }
}
