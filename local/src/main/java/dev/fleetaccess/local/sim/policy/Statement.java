package dev.fleetaccess.local.sim.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One statement of a policy. */
record Statement(
    boolean allows,
    boolean actionsExcluded,
    ActionPatterns actions,
    boolean resourcesExcluded,
    List<PolicyText> resources,
    Optional<Principals> principals,
    List<Condition> conditions) {
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  static Statement parse(JsonNode node) {
    if (!node.isObject()) {
      throw AwsError.malformedPolicy("Syntax errors in policy.");
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!ELEMENTS.contains(name)) {
                throw AwsError.malformedPolicy("Syntax errors in policy.");
              }
            });
    var effect = node.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw AwsError.malformedPolicy("Syntax errors in policy.");
    }
    if (node.has("NotPrincipal")) {
      throw AwsError.notSimulated("the policy element NotPrincipal");
    }
    boolean notAction = node.has("NotAction");
    var actions = Json.texts(node.path(notAction ? "NotAction" : "Action"));
    if (actions.isEmpty()) {
      throw AwsError.malformedPolicy("Policy statement must contain actions.");
    }
    for (var action : actions) {
      if (!action.equals("*") && !action.contains(":")) {
        throw AwsError.malformedPolicy(
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
      }
    }
    boolean notResource = node.has("NotResource");
    return new Statement(
        effect.equals("Allow"),
        notAction,
        ActionPatterns.of(actions),
        notResource,
        PolicyText.all(Json.texts(node.path(notResource ? "NotResource" : "Resource"))),
        node.has("Principal")
            ? Optional.of(Principals.parse(node.get("Principal")))
            : Optional.empty(),
        conditions(node.path("Condition")));
  }

  private static List<Condition> conditions(JsonNode block) {
    var conditions = new ArrayList<Condition>();
    block
        .properties()
        .forEach(
            line -> {
              var operator = Operator.parse(line.getKey());
              line.getValue()
                  .properties()
                  .forEach(
                      key ->
                          conditions.add(
                              new Condition(
                                  operator,
                                  key.getKey(),
                                  PolicyText.all(Json.texts(key.getValue())))));
            });
    return conditions;
  }

  /** Whether the statement speaks of the question, its principal apart. */
  boolean covers(AccessQuestion question) {
    if (actions.match(question.lowerCaseAction()) == actionsExcluded) {
      return false;
    }
    if (!resources.isEmpty() && names(question) == resourcesExcluded) {
      return false;
    }
    // Every condition is looked at: one that cannot be evaluated has to be heard of.
    boolean holds = true;
    for (var condition : conditions) {
      holds &= condition.holds(question.context());
    }
    return holds;
  }

  private boolean names(AccessQuestion question) {
    for (PolicyText each : resources) {
      if (each.like(question.resource(), question.context())) {
        return true;
      }
    }
    return false;
  }
}
