package dev.fleetaccess.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.endpoint.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;

/** Calls a queue server in its JSON protocol, past the endpoint and its authorization. */
final class QueueClient {
  /** Longer than the longest poll, 20 seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(40);

  private final URI server;
  private final HttpClient client;

  QueueClient(URI server, HttpClient client) {
    this.server = Objects.requireNonNull(server);
    this.client = Objects.requireNonNull(client);
  }

  /** A request that names a queue. */
  ObjectNode request(String queue) {
    return Json.object().put("QueueUrl", server + "/" + queue);
  }

  /**
   * Calls an operation.
   *
   * @throws IllegalStateException when it is refused
   * @throws InterruptedException when the thread is
   */
  JsonNode callInterruptibly(String operation, JsonNode body) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(server)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofByteArray());
      JsonNode answer = Json.read(response.body());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(operation + " answered " + answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(operation + " got no answer", e);
    }
  }

  /** Calls an operation that answers at once. */
  JsonNode call(String operation, JsonNode body) {
    try {
      return callInterruptibly(operation, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
