package dev.fleetaccess.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.blueprint.IncompleteTemplate;
import dev.fleetaccess.local.blueprint.RulePart;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.Machine;

/** The default event bus: matches each event against the rules by AWS's own rule machine. */
public final class EventBus {
  private final GenericMachine<String> machine = Machine.builder().build();
  private final Map<String, RulePart> rules = new LinkedHashMap<>();
  private final Place place;
  private final Targets targets;
  private final EventListener listener;
  private final InstantSource clock;

  /**
   * A bus with these rules.
   *
   * @throws IncompleteTemplate when a pattern is not one
   */
  public EventBus(
      List<RulePart> parts,
      Place place,
      Targets targets,
      EventListener listener,
      InstantSource clock) {
    this.place = Objects.requireNonNull(place);
    this.targets = Objects.requireNonNull(targets);
    this.listener = Objects.requireNonNull(listener);
    this.clock = Objects.requireNonNull(clock);
    for (RulePart rule : parts) {
      rules.put(rule.name(), rule);
      rule.pattern().ifPresent(pattern -> add(rule.name(), pattern));
    }
  }

  private void add(String rule, String pattern) {
    try {
      machine.addRule(rule, pattern);
    } catch (IOException e) {
      throw new IncompleteTemplate("the pattern of rule " + rule + ": " + e.getMessage());
    }
  }

  /**
   * Makes an event's envelope.
   *
   * @param source such as {@code aws.codecommit}
   * @param resources ARNs
   */
  public ObjectNode envelope(
      String source, String detailType, List<String> resources, JsonNode detail) {
    ObjectNode event =
        Json.object()
            .put("version", "0")
            .put("id", UUID.randomUUID().toString())
            .put("detail-type", detailType)
            .put("source", source)
            .put("account", place.account())
            .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", place.region());
    var list = event.putArray("resources");
    resources.forEach(list::add);
    event.set("detail", detail);
    return event;
  }

  /**
   * Puts an event on the bus.
   *
   * @param event a whole event, envelope included
   * @return how many rule targets it was delivered to
   */
  public int put(JsonNode event) {
    List<String> matched;
    try {
      matched = machine.rulesForJSONEvent(event.toString()).stream().sorted().toList();
    } catch (Exception e) {
      throw new IllegalArgumentException("the event cannot be matched: " + e.getMessage(), e);
    }
    listener.event(event, matched);
    int delivered = 0;
    for (String rule : matched) {
      delivered += deliver(rules.get(rule), event);
    }
    return delivered;
  }

  /** Fires a rule by its schedule. */
  void fire(RulePart rule) {
    JsonNode event = envelope("aws.events", "Scheduled Event", List.of(rule.arn()), Json.object());
    listener.event(event, List.of(rule.name()));
    deliver(rule, event);
  }

  List<RulePart> rules() {
    return List.copyOf(rules.values());
  }

  private int deliver(RulePart rule, JsonNode event) {
    for (RulePart.Target target : rule.targets()) {
      targets.deliver(target.arn(), target.input().orElseGet(event::toString));
    }
    return rule.targets().size();
  }
}
