package dev.fleetaccess.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The orchestrator's door: EventBridge events, hand-written triggers and ticks from its own queue.
 */
public final class OrchestratorHandler implements RequestStreamHandler {
  private final OrchestratorCalls calls;

  /** Called once by Lambda. */
  public OrchestratorHandler() {
    this.calls = Wiring.fromEnvironment().orchestrator();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    calls.answer(input, output, context.getAwsRequestId());
  }
}
