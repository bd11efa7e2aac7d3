package dev.fleetaccess.local.sim.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.function.UnaryOperator;

/**
 * Rewrites the AWS principals of a trust policy, one by one. One that names accounts only stays the
 * very same value: thousands of roles share it.
 */
final class TrustText {
  private TrustText() {}

  static PolicyDocument rewrite(PolicyDocument policy, UnaryOperator<String> principal) {
    if (policy.principals().allMatch(each -> principal.apply(each).equals(each))) {
      return policy;
    }
    var tree = policy.tree();
    var statements = tree.get("Statement");
    if (statements.isArray()) {
      statements.forEach(each -> rewrite(each, principal));
    } else {
      rewrite(statements, principal);
    }
    return PolicyDocument.parse(tree);
  }

  private static void rewrite(JsonNode statement, UnaryOperator<String> principal) {
    if (!(statement.get("Principal") instanceof ObjectNode principals)) {
      return;
    }
    var aws = principals.path("AWS");
    if (aws.isTextual()) {
      principals.put("AWS", principal.apply(aws.asText()));
    } else if (aws instanceof ArrayNode list) {
      var rewritten = Json.array();
      list.forEach(each -> rewritten.add(principal.apply(each.asText())));
      principals.set("AWS", rewritten);
    }
  }
}
