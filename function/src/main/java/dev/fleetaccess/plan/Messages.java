package dev.fleetaccess.plan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.trigger.Trigger;

/**
 * How messages are written in the queues, as JSON of version 1. A reader ignores fields that it
 * does not know, so that a newer writer may add some; what changes a meaning changes the version.
 */
public final class Messages {
  private static final int VERSION = 1;

  /** Threads that send and receive are many and live shortly: they share the buffers they need. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
              .build());

  private Messages() {}

  /** The message that addresses an item. */
  public static String write(WorkItem item) {
    ObjectNode message = JSON.createObjectNode().put("version", VERSION);
    ObjectNode body =
        message
            .putObject("item")
            .put("rollout", item.rollout())
            .put("release", item.release().value())
            .put("account", item.account().value())
            .put("stack", item.stack());
    AttemptJson.write(item.attempt(), body.putObject("attempt"));
    return text(message);
  }

  /** The message that takes a rollout up again. */
  public static String write(Trigger.Tick tick) {
    ObjectNode message = JSON.createObjectNode().put("version", VERSION);
    message.putObject("tick").put("rollout", tick.rollout()).put("step", tick.step());
    return text(message);
  }

  /**
   * The item that a message addresses.
   *
   * @throws IllegalArgumentException when it is no message of version 1 with an item; its words say
   *     what is missing or wrong, with the field's name
   */
  public static WorkItem item(String message) {
    JsonNode item = body(message, "item");
    JsonNode attempt = object(item, "attempt");
    return new WorkItem(
        text(item, "rollout"),
        new CommitId(text(item, "release")),
        new AccountId(text(item, "account")),
        text(item, "stack"),
        AttemptJson.read(attempt));
  }

  /**
   * The tick that a message carries.
   *
   * @throws IllegalArgumentException when it is no message of version 1 with a tick
   */
  public static Trigger.Tick tick(String message) {
    JsonNode tick = body(message, "tick");
    return new Trigger.Tick(text(tick, "rollout"), number(tick, "step"));
  }

  private static JsonNode body(String message, String name) {
    JsonNode root = parse(message);
    if (!root.isObject()) {
      throw new IllegalArgumentException("a message is a JSON object");
    }
    int version = number(root, "version");
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "a message of version " + version + " came; version " + VERSION + " is understood");
    }
    return object(root, name);
  }

  private static String text(ObjectNode message) {
    try {
      return JSON.writeValueAsString(message);
    } catch (JacksonException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written: " + e, e);
    }
  }

  private static JsonNode parse(String message) {
    try {
      return JSON.readTree(message);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the message is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static JsonNode object(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isObject()) {
      throw new IllegalArgumentException("the message has no object '" + field + "'");
    }
    return value;
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("the message has no text '" + field + "'");
    }
    return value.textValue();
  }

  static int number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isInt()) {
      throw new IllegalArgumentException("the message has no whole number '" + field + "'");
    }
    return value.intValue();
  }
}
