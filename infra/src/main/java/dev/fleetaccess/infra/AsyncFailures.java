package dev.fleetaccess.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.sqs.Queue;

/** What becomes of an asynchronous invocation that failed: it is kept where an alarm sees it. */
final class AsyncFailures {
  /** After this an event is old: the heartbeat and the sweep have found what it told. */
  private static final Duration EVENT_AGE = Duration.hours(1);

  /** Lambda's most. */
  private static final int RETRIES = 2;

  private AsyncFailures() {}

  /**
   * Keeps the failures of a function, by its alias and without.
   *
   * <p>The setting belongs to a qualifier, and people who invoke the function by its bare name
   * reach {@code $LATEST}.
   */
  static void keep(FleetFunction function, Queue queue) {
    function.alias().configureAsyncInvoke(options(queue));
    function.function().configureAsyncInvoke(options(queue));
  }

  private static EventInvokeConfigOptions options(Queue queue) {
    return EventInvokeConfigOptions.builder()
        .maxEventAge(EVENT_AGE)
        .retryAttempts(RETRIES)
        .onFailure(new SqsDestination(queue))
        .build();
  }
}
