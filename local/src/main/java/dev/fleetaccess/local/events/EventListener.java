package dev.fleetaccess.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Told of every event on the bus. Called by many threads. */
@FunctionalInterface
public interface EventListener {
  /**
   * An event was put.
   *
   * @param rules the names of the rules it matched
   */
  void event(JsonNode event, List<String> rules);
}
