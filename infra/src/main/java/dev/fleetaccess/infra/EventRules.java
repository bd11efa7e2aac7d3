package dev.fleetaccess.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The doors: events and the heartbeat, all to the orchestrator's alias. */
final class EventRules extends Construct {
  /** EventBridge's own limits: 24 hours and 185 attempts. */
  private static final Duration EVENT_AGE = Duration.hours(24);

  private static final int EVENT_ATTEMPTS = 185;

  /** The next heartbeat does the same, so a late one is not worth keeping. */
  private static final Duration HEARTBEAT_EVERY = Duration.minutes(5);

  private static final int HEARTBEAT_ATTEMPTS = 2;

  private final Alias target;
  private final Queue dead;

  EventRules(Construct scope, Settings settings, Alias target, Queue dead) {
    super(scope, "Rules");
    this.target = target;
    this.dead = dead;
    on("AccountCreated", EventPatterns.accountCreated());
    on("AccountJoinedOrLeft", EventPatterns.accountJoinedOrLeft());
    on("AccountClosed", EventPatterns.accountClosed());
    on("AccountMoved", EventPatterns.accountMoved());
    on("ControlTowerAccount", EventPatterns.controlTowerAccount());
    on("RepositoryPushed", EventPatterns.repositoryPushed(settings));
    heartbeat();
  }

  private void on(String id, EventPattern pattern) {
    Rule.Builder.create(this, id)
        .ruleName("FleetAccess-" + id)
        .eventPattern(pattern)
        .build()
        .addTarget(
            LambdaFunction.Builder.create(target)
                .deadLetterQueue(dead)
                .maxEventAge(EVENT_AGE)
                .retryAttempts(EVENT_ATTEMPTS)
                .build());
  }

  private void heartbeat() {
    Rule.Builder.create(this, "Heartbeat")
        .ruleName("FleetAccess-Heartbeat")
        .description("Takes up what is overdue, and starts the sweep when it is due")
        .schedule(Schedule.rate(HEARTBEAT_EVERY))
        .build()
        .addTarget(
            LambdaFunction.Builder.create(target)
                .event(RuleTargetInput.fromObject(Map.of("heartbeat", true)))
                .deadLetterQueue(dead)
                .maxEventAge(HEARTBEAT_EVERY)
                .retryAttempts(HEARTBEAT_ATTEMPTS)
                .build());
  }
}
