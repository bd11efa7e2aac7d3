package dev.fleetaccess.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

/** The worker's door: batches of items from its queue, failures reported one by one. */
public final class WorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final WorkerCalls calls;

  /** Called once by Lambda. */
  public WorkerHandler() {
    this.calls = Wiring.fromEnvironment().worker();
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return calls.answer(event);
  }
}
