package dev.fleetaccess.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.run.Journal;
import dev.fleetaccess.run.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Visits the items of a batch side by side. What could not be recorded is reported as failed, and
 * only that is delivered again.
 */
final class WorkerCalls {
  private final Worker worker;
  private final Journal journal;
  private final Executor executor;

  WorkerCalls(Worker worker, Journal journal, Executor executor) {
    this.worker = Objects.requireNonNull(worker);
    this.journal = Objects.requireNonNull(journal);
    this.executor = Objects.requireNonNull(executor);
  }

  SQSBatchResponse answer(SQSEvent event) {
    List<CompletableFuture<Void>> visits =
        event.getRecords().stream()
            .map(message -> CompletableFuture.runAsync(() -> visit(message), executor))
            .toList();
    List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
    for (int i = 0; i < visits.size(); i++) {
      try {
        visits.get(i).join();
      } catch (CompletionException e) {
        String id = event.getRecords().get(i).getMessageId();
        journal.warning(
            "a message is delivered again",
            Map.of("messageId", id, "why", String.valueOf(e.getCause())));
        failures.add(new SQSBatchResponse.BatchItemFailure(id));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private void visit(SQSEvent.SQSMessage message) {
    worker.visit(Messages.item(message.getBody()));
  }
}
