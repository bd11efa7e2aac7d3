package dev.fleetaccess.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.endpoint.ErrorReply;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Operation;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import dev.fleetaccess.local.wire.WireService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * PutEvents. Unlike AWS it takes events that claim to come from an AWS service, so that an account
 * that joins can be played by hand.
 */
public final class EventsService implements WireService {
  /** The most entries of one call, an EventBridge quota. */
  private static final int ENTRY_LIMIT = 10;

  private final EventBus bus;

  /** In front of a bus. */
  public EventsService(EventBus bus) {
    this.bus = Objects.requireNonNull(bus);
  }

  @Override
  public Set<String> signingNames() {
    return Set.of("events");
  }

  /** What a request needs. */
  public static List<Access> accesses(WireRequest request, Place place) {
    var sources = new TreeSet<String>();
    Json.read(request.body())
        .path("Entries")
        .forEach(entry -> sources.add(entry.path("Source").asText()));
    return List.of(
        new Access(
            "events:" + Operation.of(request),
            place.arn("events", "event-bus/default"),
            Map.of("events:source", List.copyOf(sources))));
  }

  @Override
  public WireReply answer(WireRequest request) {
    if (!Operation.of(request).equals("PutEvents")) {
      return ErrorReply.of(
          request,
          400,
          "UnknownOperationException",
          "the local part of events knows PutEvents only");
    }
    JsonNode entries = Json.read(request.body()).path("Entries");
    if (entries.isEmpty() || entries.size() > ENTRY_LIMIT) {
      return ErrorReply.of(request, 400, "ValidationException", "Entries: 1 to 10 are needed");
    }
    ObjectNode answer = Json.object();
    var results = answer.putArray("Entries");
    int failed = 0;
    for (JsonNode entry : entries) {
      ObjectNode result = results.addObject();
      try {
        result.put("EventId", put(entry));
      } catch (IllegalArgumentException e) {
        failed++;
        result.put("ErrorCode", "MalformedDetail").put("ErrorMessage", e.getMessage());
      }
    }
    answer.put("FailedEntryCount", failed);
    return WireReply.of(200, "application/x-amz-json-1.1", answer.toString());
  }

  private String put(JsonNode entry) {
    JsonNode detail = Json.read(entry.path("Detail").asText());
    if (!detail.isObject()) {
      throw new IllegalArgumentException("Detail is not a JSON object");
    }
    var resources = new ArrayList<String>();
    entry.path("Resources").forEach(resource -> resources.add(resource.asText()));
    ObjectNode event =
        bus.envelope(
            entry.path("Source").asText(), entry.path("DetailType").asText(), resources, detail);
    bus.put(event);
    return event.get("id").asText();
  }
}
