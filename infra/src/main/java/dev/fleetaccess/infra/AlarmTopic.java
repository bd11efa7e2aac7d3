package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Where alarms are told, and the alarms that both kinds of stacks have.
 *
 * <p>The topic has no key of its own: an alarm says the names and counts of our own queues and
 * functions, e-mail carries it in the clear anyway, AWS's own key for SNS does not admit
 * CloudWatch, and a customer key is one more way for an alarm to fall silent.
 */
final class AlarmTopic extends Construct {
  private static final Duration PERIOD = Duration.minutes(5);

  private final Topic topic;

  AlarmTopic(Construct scope, Settings settings) {
    super(scope, "Alarms");
    topic =
        Topic.Builder.create(this, "Topic")
            .topicName("FleetAccess-Alarms")
            .enforceSsl(true)
            .build();
    // A topic with a policy of its own loses the default one, by which CloudWatch could publish.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(
                List.of(ServicePrincipal.Builder.create("cloudwatch.amazonaws.com").build()))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of(
                    "ArnLike",
                    Map.of(
                        "aws:SourceArn",
                        Names.arn(
                            "cloudwatch", Aws.REGION, Aws.ACCOUNT_ID, "alarm:FleetAccess-*"))))
            .build());
    settings.email().map(EmailSubscription::new).ifPresent(topic::addSubscription);
  }

  /** Tells when a queue that should be empty is not. */
  void onDeadLetters(Queue queue, String name) {
    alarm(
        "DeadLetters-" + name,
        "FleetAccess gave up a message: look at it in the queue, and at the ledger.",
        queue.metricApproximateNumberOfMessagesVisible(
            MetricOptions.builder().period(PERIOD).statistic("Maximum").build()),
        1);
  }

  /**
   * Tells when a metric is above zero.
   *
   * @param periods how many times 5 minutes it must be so
   */
  void alarm(String name, String description, IMetric metric, int periods) {
    Alarm.Builder.create(this, name)
        .alarmName("FleetAccess-" + name)
        .alarmDescription(description)
        .metric(metric)
        .threshold(0)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
        .evaluationPeriods(periods)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }

  /** The period of every alarm's metric. */
  static Duration period() {
    return PERIOD;
  }
}
