package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.blueprint.Resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the enabled rules. */
final class RuleReader {
  private final Resources resources;

  RuleReader(Resources resources) {
    this.resources = Objects.requireNonNull(resources);
  }

  List<RulePart> rules() {
    return resources.ofType("AWS::Events::Rule").stream()
        .filter(rule -> !rule.optional("State").orElse("ENABLED").equals("DISABLED"))
        .map(RuleReader::rule)
        .toList();
  }

  private static RulePart rule(Resource rule) {
    JsonNode pattern = rule.properties().path("EventPattern");
    Optional<String> schedule = rule.optional("ScheduleExpression");
    if (pattern.isMissingNode() && schedule.isEmpty()) {
      throw new IncompleteTemplate(rule.id() + " has neither a pattern nor a schedule");
    }
    var targets = new ArrayList<RulePart.Target>();
    for (JsonNode target : rule.properties().path("Targets")) {
      if (target.has("InputTransformer") || target.has("InputPath")) {
        throw new IncompleteTemplate(
            rule.id() + " transforms its input, which the local parts do not know");
      }
      targets.add(
          new RulePart.Target(
              Resources.unqualified(target.path("Arn").asText()),
              target.has("Input") ? Optional.of(target.get("Input").asText()) : Optional.empty()));
    }
    return new RulePart(
        rule.name(),
        rule.arn(),
        pattern.isMissingNode() ? Optional.empty() : Optional.of(pattern.toString()),
        schedule,
        targets);
  }
}
