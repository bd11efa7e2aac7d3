package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The dashboard: whether every account is covered, and if not, what keeps it. */
final class Board {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  /** Sweeps are a day apart by default, and between two of them the last number still holds. */
  private static final String THREE_DAYS = "-P3D";

  private static final int HALF = 12;
  private static final int HEIGHT = 6;

  private Board() {}

  static void of(Construct scope, Queues queues, List<FleetFunction> functions) {
    Dashboard.Builder.create(scope, "Dashboard")
        .dashboardName("FleetAccess")
        .widgets(
            List.of(
                List.<IWidget>of(
                    single(
                        "Accounts at the last look at all of them",
                        List.of(
                            last("AccountsCovered", "Minimum", "covered"),
                            last("AccountsNotCovered", "Maximum", "not covered"),
                            last("AccountsNotProven", "Maximum", "not proven"))),
                    graph(
                        "From joining to covered and to proven, seconds",
                        List.of(
                            metric("JoinToCovered", "Average", FIVE_MINUTES, "covered, mean"),
                            metric("JoinToCovered", "Maximum", FIVE_MINUTES, "covered, longest"),
                            metric("JoinToProven", "Average", FIVE_MINUTES, "proven, mean"),
                            metric("JoinToProven", "Maximum", FIVE_MINUTES, "proven, longest")))),
                List.<IWidget>of(
                    graph(
                        "Age of the oldest open rollout, seconds",
                        List.of(metric("RolloutAge", "Maximum", FIVE_MINUTES, "age"))),
                    graph("Failures by kind", List.of(failures()))),
                List.<IWidget>of(
                    graph(
                        "Dead letters",
                        queues.deadLetters().stream().map(Board::deadLetters).toList()),
                    graph(
                        "Errors of the functions",
                        functions.stream().map(Board::errors).toList()))))
        .build();
  }

  private static IWidget single(String title, List<IMetric> metrics) {
    return SingleValueWidget.Builder.create()
        .title(title)
        .metrics(metrics)
        .start(THREE_DAYS)
        .end("P0D")
        .width(HALF)
        .height(HEIGHT)
        .build();
  }

  private static IWidget graph(String title, List<IMetric> metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(metrics)
        .width(HALF)
        .height(HEIGHT)
        .build();
  }

  private static IMetric metric(String name, String statistic, Duration period, String label) {
    return Metric.Builder.create()
        .namespace(Alarms.NAMESPACE)
        .metricName(name)
        .statistic(statistic)
        .period(period)
        .label(label)
        .build();
  }

  /** The last value, which holds until the next: of a day's values any other hides a change. */
  private static IMetric last(String name, String statistic, String label) {
    String id = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    return MathExpression.Builder.create()
        .expression("FILL(" + id + ", REPEAT)")
        .usingMetrics(Map.of(id, metric(name, statistic, FIVE_MINUTES, label)))
        .label(label)
        .period(FIVE_MINUTES)
        .build();
  }

  /** A search, so that a kind which is new needs no new dashboard. */
  private static IMetric failures() {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('{%s,Kind} MetricName=\"Failures\"', 'Sum', %s)"
                .formatted(Alarms.NAMESPACE, FIVE_MINUTES.toSeconds()))
        .usingMetrics(Map.of())
        .label("")
        .period(FIVE_MINUTES)
        .build();
  }

  private static IMetric deadLetters(Queue queue) {
    return queue.metricApproximateNumberOfMessagesVisible(
        MetricOptions.builder()
            .period(FIVE_MINUTES)
            .statistic("Maximum")
            .label(queue.getNode().getId())
            .build());
  }

  private static IMetric errors(FleetFunction function) {
    return function
        .function()
        .metricErrors(
            MetricOptions.builder()
                .period(FIVE_MINUTES)
                .statistic("Sum")
                .label(function.getNode().getId())
                .build());
  }
}
