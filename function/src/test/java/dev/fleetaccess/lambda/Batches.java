package dev.fleetaccess.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Messages of a queue as Lambda hands them over; their ids count from {@code message-0}. */
final class Batches {
  private Batches() {}

  /** As a stream handler reads it. */
  static String json(List<String> bodies) {
    ObjectNode event = CallsOnFakes.JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (String body : bodies) {
      String id = "message-" + records.size();
      records.addObject().put("messageId", id).put("eventSource", "aws:sqs").put("body", body);
    }
    return event.toString();
  }

  /** As a handler of events gets it. */
  static SQSEvent event(List<String> bodies) {
    var messages = new ArrayList<SQSEvent.SQSMessage>();
    for (String body : bodies) {
      var message = new SQSEvent.SQSMessage();
      message.setMessageId("message-" + messages.size());
      message.setBody(body);
      messages.add(message);
    }
    var event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }
}
