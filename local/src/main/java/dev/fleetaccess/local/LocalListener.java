package dev.fleetaccess.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** Told what happens in a local organization. Called by many threads. */
public interface LocalListener {
  /** A listener that lets everything pass. */
  LocalListener SILENT = new LocalListener() {};

  /**
   * An event was put on the bus.
   *
   * @param event the whole event
   * @param rules the names of the rules it matched
   */
  default void event(JsonNode event, List<String> rules) {}

  /**
   * A message was published to a topic.
   *
   * @param topic the topic's name
   * @param subject empty where it has none
   */
  default void published(String topic, String subject, String message) {}

  /** A function wrote a line, or something was said about it. */
  default void line(String function, String line) {}

  /** An invocation of a function ended after so long in its process. */
  default void spent(String function, Duration time) {}

  /**
   * What is different here from AWS, said at start, and what did not work; a sentence at a time.
   */
  default void notice(String sentence) {}
}
