package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private final SynthesizedTemplate template = TestStacks.main();

  @Test
  void everyDeadLetterErrorAndStuckRolloutIsTold() {
    assertThat(template.properties("AWS::CloudWatch::Alarm"))
        .extracting(alarm -> alarm.get("AlarmName").asText())
        .containsExactlyInAnyOrder(
            "FleetAccess-DeadLetters-WorkDead",
            "FleetAccess-DeadLetters-TickDead",
            "FleetAccess-DeadLetters-EventsDead",
            "FleetAccess-Errors-Orchestrator",
            "FleetAccess-Errors-Worker",
            "FleetAccess-OverdueRollouts");
    assertThat(template.properties("AWS::CloudWatch::Alarm"))
        .allSatisfy(
            alarm -> {
              assertThat(template.referenced(alarm.at("/AlarmActions/0")).get("Type").asText())
                  .isEqualTo("AWS::SNS::Topic");
              assertThat(alarm.get("Threshold").asInt()).isZero();
              assertThat(alarm.get("ComparisonOperator").asText())
                  .isEqualTo("GreaterThanThreshold");
            });
  }

  @Test
  void aQueueIsWatchedForEveryOneThatKeepsWhatWasGivenUp() {
    assertThat(
            template.properties("AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> alarm.get("Namespace").asText().equals("AWS/SQS"))
                .map(alarm -> alarm.at("/Dimensions/0/Value"))
                .map(queue -> template.referenced(queue).at("/Properties/QueueName").asText()))
        .containsExactlyInAnyOrder(
            "FleetAccess-Work-Dead", "FleetAccess-Tick-Dead", "FleetAccess-Events-Dead");
  }

  @Test
  void cloudWatchMayPublishThoughTheTopicHasAPolicyOfItsOwn() {
    JsonNode statements =
        template.properties("AWS::SNS::TopicPolicy").get(0).at("/PolicyDocument/Statement");

    assertThat(statements)
        .anySatisfy(
            statement -> {
              assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
              assertThat(statement.at("/Principal/Service").asText())
                  .isEqualTo("cloudwatch.amazonaws.com");
              assertThat(
                      template.resolved(statement.at("/Condition/ArnLike/aws:SourceArn")).asText())
                  .isEqualTo("arn:aws:cloudwatch:us-east-1:111122223333:alarm:FleetAccess-*");
            })
        .anySatisfy(
            statement ->
                assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asText())
                    .isEqualTo("false"));
  }

  @Test
  void anAddressIsToldByMailAndWithoutOneNobodyIs() {
    SynthesizedTemplate told = TestStacks.main(Map.of("email", "security@example.org"));

    JsonNode subscription = told.properties("AWS::SNS::Subscription").get(0);
    assertThat(subscription.get("Protocol").asText()).isEqualTo("email");
    assertThat(subscription.get("Endpoint").asText()).isEqualTo("security@example.org");
    assertThat(template.properties("AWS::SNS::Subscription")).isEmpty();
  }

  @Test
  void theTrailIsMadeOnlyWhenAskedForAndRecordsWritesEverywhere() {
    assertThat(template.properties("AWS::CloudTrail::Trail")).isEmpty();

    SynthesizedTemplate recorded = TestStacks.main(Map.of("trail", "true"));
    JsonNode trail = recorded.properties("AWS::CloudTrail::Trail").get(0);
    assertThat(trail.get("IsLogging").asBoolean()).isTrue();
    assertThat(trail.get("IsMultiRegionTrail").asBoolean()).isTrue();
    assertThat(trail.get("EnableLogFileValidation").asBoolean()).isTrue();
    assertThat(trail.at("/EventSelectors/0/ReadWriteType").asText()).isEqualTo("WriteOnly");
    assertThat(recorded.resources("AWS::S3::Bucket").values())
        .singleElement()
        .satisfies(bucket -> assertThat(bucket.get("DeletionPolicy").asText()).isEqualTo("Retain"));
  }
}
