package dev.fleetaccess.cli.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a policy gains and loses, statement by statement, its actions as they are written. */
final class PolicyDifference {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More of them are counted and not named. */
  private static final int NAMED = 8;

  private PolicyDifference() {}

  /** The lines of a difference; empty documents stand for a policy that is not there. */
  static List<String> lines(Optional<String> before, Optional<String> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return List.of("a policy differs in what only CloudFormation can resolve");
    }
    List<String> lines = new ArrayList<>();
    for (String effect : List.of("Allow", "Deny")) {
      Map<String, TreeSet<String>> old = actions(before.get(), effect);
      Map<String, TreeSet<String>> fresh = actions(after.get(), effect);
      String denied = effect.equals("Deny") ? " denied" : "";
      named(lines, "more" + denied, without(fresh, old));
      named(lines, "less" + denied, without(old, fresh));
      named(
          lines,
          (denied.isEmpty() ? "" : "denied ") + "on other resources or terms",
          fresh.keySet().stream()
              .filter(action -> old.containsKey(action))
              .filter(action -> !old.get(action).equals(fresh.get(action)))
              .toList());
    }
    return lines.isEmpty() ? List.of("a policy is written otherwise") : lines;
  }

  private static List<String> without(Map<String, ?> some, Map<String, ?> others) {
    return some.keySet().stream().filter(action -> !others.containsKey(action)).toList();
  }

  private static void named(List<String> lines, String how, Collection<String> actions) {
    if (actions.isEmpty()) {
      return;
    }
    String names = String.join(", ", actions.stream().limit(NAMED).toList());
    int more = actions.size() - NAMED;
    lines.add(
        "%d action%s %s: %s%s"
            .formatted(
                actions.size(),
                actions.size() == 1 ? "" : "s",
                how,
                names,
                more > 0 ? " and " + more + " more" : ""));
  }

  /** Each action of that effect with the terms on which it stands, one for each statement. */
  private static Map<String, TreeSet<String>> actions(String policy, String effect) {
    var actions = new TreeMap<String, TreeSet<String>>();
    for (JsonNode statement : many(read(policy).path("Statement"))) {
      if (!statement.path("Effect").asText().equals(effect)) {
        continue;
      }
      var terms = statement.deepCopy();
      if (terms instanceof ObjectNode object) {
        object.remove(List.of("Sid", "Effect", "Action", "NotAction"));
      }
      many(statement.path("Action")).forEach(action -> add(actions, action.asText(), terms));
      many(statement.path("NotAction"))
          .forEach(action -> add(actions, "everything but " + action.asText(), terms));
    }
    return actions;
  }

  private static void add(Map<String, TreeSet<String>> actions, String action, JsonNode terms) {
    actions.computeIfAbsent(action, absent -> new TreeSet<>()).add(terms.toString());
  }

  private static List<JsonNode> many(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of();
    }
    List<JsonNode> all = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(all::add);
    } else {
      all.add(node);
    }
    return all;
  }

  private static JsonNode read(String policy) {
    try {
      return JSON.readTree(policy);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a policy in its form is JSON", e);
    }
  }
}
