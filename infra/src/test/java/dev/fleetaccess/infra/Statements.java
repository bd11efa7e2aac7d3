package dev.fleetaccess.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The policy statements of a template, each with the name of the role or policy that has it. */
final class Statements {
  record Statement(
      String owner,
      String sid,
      boolean allow,
      List<String> actions,
      List<String> resources,
      JsonNode condition) {}

  private Statements() {}

  static List<Statement> of(SynthesizedTemplate template) {
    var found = new ArrayList<Statement>();
    for (JsonNode policy : template.properties("AWS::IAM::Policy")) {
      for (JsonNode role : policy.get("Roles")) {
        String owner = template.referenced(role).at("/Properties/RoleName").asText();
        add(found, template, owner, policy.at("/PolicyDocument/Statement"));
      }
    }
    for (JsonNode policy : template.properties("AWS::IAM::ManagedPolicy")) {
      add(
          found,
          template,
          policy.get("ManagedPolicyName").asText(),
          policy.at("/PolicyDocument/Statement"));
    }
    return found;
  }

  static List<Statement> of(SynthesizedTemplate template, String owner) {
    return of(template).stream().filter(one -> one.owner().equals(owner)).toList();
  }

  private static void add(
      List<Statement> found, SynthesizedTemplate template, String owner, JsonNode statements) {
    for (JsonNode statement : statements) {
      found.add(
          new Statement(
              owner,
              statement.path("Sid").asText(),
              statement.get("Effect").asText().equals("Allow"),
              template.strings(statement.get("Action")),
              template.strings(statement.get("Resource")),
              template.resolved(statement.path("Condition"))));
    }
  }
}
