package dev.fleetaccess.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.lambda.Answer;
import java.util.HashSet;
import java.util.Set;

/** Which messages of a batch failed, by the function's answer. */
final class BatchVerdict {
  private BatchVerdict() {}

  /**
   * Reads the answer as Lambda does: an error fails the whole batch, and so does an answer that
   * names no message or one that was not in the batch.
   *
   * @param batch the ids of the batch's messages
   * @param partial whether the mapping reports partial failures
   */
  static Set<String> failed(Answer answer, Set<String> batch, boolean partial) {
    return switch (answer) {
      case Answer.Failed failed -> batch;
      case Answer.Returned returned -> partial ? named(returned, batch) : Set.of();
    };
  }

  private static Set<String> named(Answer.Returned returned, Set<String> batch) {
    JsonNode answer;
    try {
      answer = Json.read(returned.payload());
    } catch (IllegalArgumentException e) {
      return batch;
    }
    JsonNode failures = answer.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return Set.of();
    }
    var failed = new HashSet<String>();
    for (JsonNode failure : failures) {
      String id = failure.path("itemIdentifier").asText("");
      if (!batch.contains(id)) {
        return batch;
      }
      failed.add(id);
    }
    return failed;
  }
}
