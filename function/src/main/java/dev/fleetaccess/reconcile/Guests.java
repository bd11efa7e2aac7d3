package dev.fleetaccess.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Whom a trust policy lets in, in words. */
public final class Guests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Guests() {}

  /** The principals of each statement that allows; with whom its conditions leave of them. */
  public static String of(String trust) {
    try {
      var guests = new TreeSet<String>();
      JsonNode statements = JSON.readTree(trust).path("Statement");
      for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
        if (statement.path("Effect").asText().equals("Allow")) {
          String narrowed = narrowed(statement.path("Condition"));
          texts(statement.path("Principal")).forEach(who -> guests.add(who + narrowed));
        }
      }
      return guests.isEmpty() ? "nobody" : String.join(", ", guests);
    } catch (JsonProcessingException e) {
      return "somebody that cannot be read";
    }
  }

  private static String narrowed(JsonNode condition) {
    var only = new TreeSet<String>();
    condition.forEach(
        operator ->
            operator
                .properties()
                .forEach(
                    key -> {
                      if (key.getKey().equalsIgnoreCase("aws:PrincipalArn")) {
                        only.addAll(texts(key.getValue()));
                      }
                    }));
    return only.isEmpty()
        ? condition.isEmpty() ? "" : " (on conditions)"
        : " (of it only " + String.join(", ", only) + ")";
  }

  private static TreeSet<String> texts(JsonNode node) {
    var texts = new TreeSet<String>();
    Optional.of(node).filter(JsonNode::isTextual).map(JsonNode::asText).ifPresent(texts::add);
    node.forEach(inner -> texts.addAll(texts(inner)));
    return texts;
  }
}
