package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.Map;
import java.util.TreeMap;

/** Reads policies and tags out of a resource's properties. */
final class Policies {
  private Policies() {}

  /** A policy, which may stand as an object or as a text. */
  static PolicyDocument document(JsonNode node) {
    return node.isTextual() ? PolicyDocument.parse(node.asText()) : PolicyDocument.parse(node);
  }

  /** The inline policies of a role, by name. */
  static Map<String, PolicyDocument> inline(JsonNode list) {
    var policies = new TreeMap<String, PolicyDocument>();
    list.forEach(
        each ->
            policies.put(each.path("PolicyName").asText(), document(each.path("PolicyDocument"))));
    return policies;
  }

  /** A resource's tags. */
  static Map<String, String> tags(JsonNode list) {
    var tags = new TreeMap<String, String>();
    list.forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    return tags;
  }
}
