package dev.fleetaccess.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Operation;
import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import dev.fleetaccess.local.wire.WireService;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps the trace header of whoever sends a message with the message, as SQS does: the SDK inside a
 * function sends its invocation's header, so the chain of requests can be followed.
 */
public final class TracedQueues implements WireService {
  private static final String HEADER = "x-amzn-trace-id";
  private static final String SYSTEM_ATTRIBUTES = "MessageSystemAttributes";

  private final WireService queues;

  /** In front of the queue server. */
  public TracedQueues(WireService queues) {
    this.queues = Objects.requireNonNull(queues);
  }

  @Override
  public Set<String> signingNames() {
    return queues.signingNames();
  }

  @Override
  public WireReply answer(WireRequest request) {
    var trace = request.header(HEADER);
    String operation = Operation.of(request);
    if (trace.isEmpty() || !Operation.isJson(request) || !operation.startsWith("SendMessage")) {
      return queues.answer(request);
    }
    JsonNode body = Json.read(request.body());
    if (operation.equals("SendMessageBatch")) {
      body.path("Entries").forEach(entry -> mark(entry, trace.get()));
    } else {
      mark(body, trace.get());
    }
    return queues.answer(
        new WireRequest(
            request.method(),
            request.path(),
            request.headers(),
            Json.bytes(body),
            request.scope()));
  }

  private static void mark(JsonNode message, String trace) {
    if (message instanceof ObjectNode object && !object.has(SYSTEM_ATTRIBUTES)) {
      object
          .putObject(SYSTEM_ATTRIBUTES)
          .putObject("AWSTraceHeader")
          .put("DataType", "String")
          .put("StringValue", trace);
    }
  }
}
