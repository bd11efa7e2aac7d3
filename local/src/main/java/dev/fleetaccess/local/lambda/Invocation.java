package dev.fleetaccess.local.lambda;

import dev.fleetaccess.local.endpoint.Json;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** One invocation on its way through a function's process. */
final class Invocation {
  private final String id;
  private final byte[] payload;
  private final Lineage lineage;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();

  Invocation(String id, byte[] payload, Lineage lineage) {
    this.id = Objects.requireNonNull(id);
    this.payload = Objects.requireNonNull(payload);
    this.lineage = Objects.requireNonNull(lineage);
  }

  String id() {
    return id;
  }

  byte[] payload() {
    return payload;
  }

  Lineage lineage() {
    return lineage;
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  void fail(String type, String message) {
    var document =
        Json.object()
            .put("errorType", type)
            .put("errorMessage", "RequestId: " + id + " " + message);
    answer.complete(new Answer.Failed(type, Json.bytes(document)));
  }
}
