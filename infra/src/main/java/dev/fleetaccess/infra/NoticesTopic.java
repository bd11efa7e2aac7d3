package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscriptionProps;
import software.constructs.Construct;

/**
 * Where people are told of rollouts: a message each when one starts, halts, waits or ends, and when
 * accounts newly fail.
 *
 * <p>The messages name accounts and causes, so the topic is encrypted, by AWS's own key for SNS: it
 * admits every publisher of this account, and only the orchestrator is one.
 */
final class NoticesTopic extends Construct {
  private final Topic topic;

  NoticesTopic(Construct scope, Settings settings) {
    super(scope, "Notices");
    topic =
        Topic.Builder.create(this, "Topic")
            .topicName("FleetAccess-Notices")
            .enforceSsl(true)
            .masterKey(Alias.fromAliasName(this, "Key", "alias/aws/sns"))
            .build();
    settings.email().ifPresent(this::mail);
  }

  /** What ARN the topic has. */
  String arn() {
    return topic.getTopicArn();
  }

  /** A mail for each join and each sweep would not be read: of these, failing accounts alone. */
  private void mail(String address) {
    topic.addSubscription(
        new EmailSubscription(
            address,
            EmailSubscriptionProps.builder()
                .filterPolicy(
                    Map.of(
                        "mail",
                        SubscriptionFilter.stringFilter(
                            StringConditions.builder().allowlist(List.of("yes")).build())))
                .build()));
  }
}
