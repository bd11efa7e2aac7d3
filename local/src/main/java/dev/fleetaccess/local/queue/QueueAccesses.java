package dev.fleetaccess.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.endpoint.AccessMapping;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Operation;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.wire.WireRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Which IAM action an SQS request needs; a batch needs the action of its single form. */
public final class QueueAccesses implements AccessMapping {
  private final Place place;

  /** For queues of one place. */
  public QueueAccesses(Place place) {
    this.place = Objects.requireNonNull(place);
  }

  @Override
  public List<Access> accesses(WireRequest request) {
    String operation = Operation.of(request);
    String action =
        operation.endsWith("Batch") ? operation.substring(0, operation.length() - 5) : operation;
    return List.of(new Access("sqs:" + action, resource(request)));
  }

  private String resource(WireRequest request) {
    String source = field(request, "SourceArn");
    if (!source.isEmpty()) {
      return source;
    }
    String url = field(request, "QueueUrl");
    if (url.isEmpty()) {
      String name = field(request, "QueueName");
      return name.isEmpty() ? "*" : place.arn("sqs", name);
    }
    // ElasticMQ looks at the last part alone; the account before it decides whose queue is meant.
    String[] path = URI.create(url).getPath().split("/");
    String account = path.length > 2 ? path[path.length - 2] : place.account();
    return new Place(place.partition(), place.region(), account).arn("sqs", path[path.length - 1]);
  }

  private static String field(WireRequest request, String name) {
    if (Operation.isJson(request)) {
      JsonNode body = Json.read(request.body());
      return body.path(name).asText();
    }
    String field = Operation.form(request).getOrDefault(name, "");
    // The query protocol may post to the queue's own path and leave the URL out.
    return field.isEmpty() && name.equals("QueueUrl") && request.path().split("/").length > 2
        ? request.path()
        : field;
  }
}
