package dev.fleetaccess.infra;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** What wakes somebody: dead letters, errors of a function, and rollouts that do not move. */
final class Alarms {
  /** The orchestrator writes this metric, in the embedded metric format, at each heartbeat. */
  static final String NAMESPACE = "FleetAccess";

  static final String OVERDUE_ROLLOUTS = "OverdueRollouts";

  /** A heartbeat takes up what is overdue; what three of them could not move needs a person. */
  private static final int HEARTBEATS = 3;

  private Alarms() {}

  static void on(AlarmTopic topic, Queues queues, List<FleetFunction> functions) {
    queues.deadLetters().forEach(queue -> topic.onDeadLetters(queue, queue.getNode().getId()));
    for (FleetFunction function : functions) {
      topic.alarm(
          "Errors-" + function.getNode().getId(),
          "An invocation failed: its log group has the cause.",
          function
              .function()
              .metricErrors(
                  MetricOptions.builder().period(AlarmTopic.period()).statistic("Sum").build()),
          1);
    }
    topic.alarm(
        OVERDUE_ROLLOUTS,
        "A rollout has been overdue for 15 minutes: ask for its status.",
        Metric.Builder.create()
            .namespace(NAMESPACE)
            .metricName(OVERDUE_ROLLOUTS)
            .statistic("Maximum")
            .period(AlarmTopic.period())
            .build(),
        HEARTBEATS);
  }
}
