package dev.fleetaccess.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.endpoint.Json;
import java.util.List;
import java.util.Locale;

/** The event a function gets for a batch of messages. */
final class QueueEvent {
  private QueueEvent() {}

  /**
   * Writes the event.
   *
   * @param messages messages as ReceiveMessage answers them
   */
  static byte[] of(List<JsonNode> messages, String queueArn, String region) {
    ObjectNode event = Json.object();
    var records = event.putArray("Records");
    for (JsonNode message : messages) {
      ObjectNode entry =
          records
              .addObject()
              .put("messageId", message.path("MessageId").asText())
              .put("receiptHandle", message.path("ReceiptHandle").asText())
              .put("body", message.path("Body").asText());
      entry.set(
          "attributes",
          message.path("Attributes").isObject() ? message.get("Attributes") : Json.object());
      entry.set("messageAttributes", attributes(message.path("MessageAttributes")));
      entry
          .put("md5OfBody", message.path("MD5OfBody").asText())
          .put("eventSource", "aws:sqs")
          .put("eventSourceARN", queueArn)
          .put("awsRegion", region);
    }
    return Json.bytes(event);
  }

  private static ObjectNode attributes(JsonNode received) {
    ObjectNode attributes = Json.object();
    received
        .properties()
        .forEach(
            attribute -> {
              ObjectNode written = attributes.putObject(attribute.getKey());
              attribute
                  .getValue()
                  .properties()
                  .forEach(field -> written.set(lowerFirst(field.getKey()), field.getValue()));
              written.putArray("stringListValues");
              written.putArray("binaryListValues");
            });
    return attributes;
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
