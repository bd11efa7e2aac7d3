package dev.fleetaccess.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.fleet.Failure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How an attempt is written in a message. What is as it was at first is left out. */
final class AttemptJson {
  private AttemptJson() {}

  static void write(Attempt attempt, ObjectNode json) {
    json.put("visit", attempt.visit());
    count(json, "start", attempt.start());
    count(json, "looks", attempt.looks());
    ObjectNode failures = json.putObject("failures");
    attempt.failed().forEach((kind, count) -> failures.put(kind.name(), count));
    json.put("repairs", attempt.repairs());
    count(json, "proofs", attempt.proofs());
    attempt.token().ifPresent(token -> json.put("token", token));
    attempt.role().ifPresent(role -> json.put("role", role));
    if (!attempt.is(Course.Kind.PLAIN)) {
      ObjectNode course =
          json.putObject("course")
              .put("kind", attempt.course().kind().name())
              .put("found", attempt.course().found());
      attempt.course().repair().ifPresent(token -> course.put("repair", token));
    }
  }

  private static void count(ObjectNode json, String field, int count) {
    if (count > 0) {
      json.put(field, count);
    }
  }

  /**
   * The attempt.
   *
   * @throws IllegalArgumentException whose words say what is missing or wrong, with the field's
   *     name
   */
  static Attempt read(JsonNode json) {
    return new Attempt(
        Messages.number(json, "visit"),
        count(json, "start"),
        count(json, "looks"),
        failures(json),
        Messages.number(json, "repairs"),
        count(json, "proofs"),
        text(json, "token"),
        text(json, "role"),
        json.has("course") ? course(Messages.object(json, "course")) : Course.PLAIN);
  }

  private static int count(JsonNode json, String field) {
    return json.has(field) ? Messages.number(json, field) : 0;
  }

  private static Optional<String> text(JsonNode json, String field) {
    return json.has(field) ? Optional.of(Messages.text(json, field)) : Optional.empty();
  }

  /**
   * A kind that a newer version wrote is one that this one does not know. An older one wrote how
   * many there were of any kind, which says nothing of any: its items have all their tries again.
   */
  private static Map<Failure.Kind, Integer> failures(JsonNode attempt) {
    if (attempt.path("failures").isInt()) {
      return Map.of();
    }
    JsonNode counts = Messages.object(attempt, "failures");
    var failures = new EnumMap<Failure.Kind, Integer>(Failure.Kind.class);
    counts
        .fieldNames()
        .forEachRemaining(
            name -> failures.merge(kind(name), Messages.number(counts, name), Integer::sum));
    return failures;
  }

  private static Failure.Kind kind(String name) {
    for (Failure.Kind known : Failure.Kind.values()) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    return Failure.Kind.UNKNOWN;
  }

  private static Course course(JsonNode course) {
    String kind = Messages.text(course, "kind");
    for (Course.Kind known : Course.Kind.values()) {
      if (known.name().equals(kind)) {
        return new Course(known, Messages.text(course, "found"), text(course, "repair"));
      }
    }
    throw new IllegalArgumentException("the message's 'course' is unknown: " + kind);
  }
}
