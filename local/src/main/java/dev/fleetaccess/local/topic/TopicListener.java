package dev.fleetaccess.local.topic;

/** Told of every message that a topic took. */
@FunctionalInterface
public interface TopicListener {
  /**
   * A message was published.
   *
   * @param topic the topic's name
   * @param subject empty where it has none
   */
  void published(String topic, String subject, String message);
}
