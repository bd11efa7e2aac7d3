package dev.fleetaccess.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.OnFailureProperty;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Node;

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
    // CDK's own destination would grant two reads of the queue that Lambda has no use for.
    function
        .function()
        .addToRolePolicy(
            Permissions.allow("KeepFailures", List.of("sqs:SendMessage"), queue.getQueueArn()));
    setting(function, "ByAlias", Names.ALIAS, queue).addDependency(function.alias());
    setting(function, "ByName", "$LATEST", queue);
  }

  private static Node setting(FleetFunction function, String id, String qualifier, Queue queue) {
    var setting =
        CfnEventInvokeConfig.Builder.create(function, "Failures" + id)
            .functionName(function.function().getFunctionName())
            .qualifier(qualifier)
            .maximumEventAgeInSeconds(EVENT_AGE.toSeconds())
            .maximumRetryAttempts(RETRIES)
            .destinationConfig(
                DestinationConfigProperty.builder()
                    .onFailure(OnFailureProperty.builder().destination(queue.getQueueArn()).build())
                    .build())
            .build();
    // Lambda looks whether the role may send there when the setting is made.
    setting.getNode().addDependency(function.function());
    return setting.getNode();
  }
}
