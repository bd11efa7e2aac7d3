package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queues, the ledger and the role repository: what must not get lost. */
class StorageTest {
  private static final int FOURTEEN_DAYS = 14 * 24 * 60 * 60;

  private final SynthesizedTemplate template = TestStacks.main();

  @ParameterizedTest(name = "{0} feeds {1}")
  @CsvSource({
    "FleetAccess-Work, FleetAccess-Worker,       FleetAccess-Work-Dead",
    "FleetAccess-Tick, FleetAccess-Orchestrator, FleetAccess-Tick-Dead"
  })
  void aMessageStaysHiddenForSixTimeoutsAndIsSetAsideAfterFiveReceives(
      String name, String function, String dead) {
    JsonNode queue = template.the("AWS::SQS::Queue", "QueueName", name);
    int timeout =
        template.the("AWS::Lambda::Function", "FunctionName", function).get("Timeout").asInt();

    assertThat(queue.get("VisibilityTimeout").asInt()).isGreaterThanOrEqualTo(6 * timeout);
    assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(5);
    assertThat(
            template
                .referenced(queue.at("/RedrivePolicy/deadLetterTargetArn"))
                .at("/Properties/QueueName")
                .asText())
        .isEqualTo(dead);
  }

  @Test
  void everyQueueIsEncryptedAndKeepsItsMessagesAsLongAsItCan() {
    assertThat(template.properties("AWS::SQS::Queue"))
        .hasSize(5)
        .allSatisfy(
            queue -> {
              assertThat(queue.get("SqsManagedSseEnabled").asBoolean()).isTrue();
              assertThat(queue.get("MessageRetentionPeriod").asInt()).isEqualTo(FOURTEEN_DAYS);
            });
  }

  @Test
  void noQueueIsReachedWithoutTls() {
    assertThat(template.properties("AWS::SQS::QueuePolicy"))
        .hasSize(5)
        .allSatisfy(
            policy ->
                assertThat(policy.at("/PolicyDocument/Statement"))
                    .anySatisfy(
                        statement -> {
                          assertThat(statement.get("Effect").asText()).isEqualTo("Deny");
                          assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asText())
                              .isEqualTo("false");
                        }));
  }

  @Test
  void theLedgerCanBeRestoredForgetsByItselfAndOutlivesTheStack() {
    JsonNode table = template.resources("AWS::DynamoDB::Table").values().iterator().next();
    JsonNode properties = table.get("Properties");

    assertThat(table.get("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(table.get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    assertThat(properties.get("TableName").asText()).isEqualTo("fleet-access");
    assertThat(properties.get("DeletionProtectionEnabled").asBoolean()).isTrue();
    assertThat(properties.get("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(
            properties
                .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean())
        .isTrue();
    assertThat(properties.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("ttl");
    assertThat(properties.get("KeySchema").toString())
        .isEqualTo(
            "[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}]");
  }

  @Test
  void theRoleRepositoryIsSeededWithTheHubAndOutlivesTheStack() throws IOException {
    JsonNode repository =
        template.resources("AWS::CodeCommit::Repository").values().iterator().next();
    JsonNode code = repository.at("/Properties/Code");
    String asset = code.at("/S3/Key").asText().replace(".zip", "");
    Path manifest =
        Path.of(TestStacks.assembly(Map.of()).getDirectory(), "asset." + asset, "fleet.yaml");

    assertThat(repository.get("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(repository.at("/Properties/RepositoryName").asText()).isEqualTo("fleet-access");
    assertThat(code.get("BranchName").asText()).isEqualTo("main");
    assertThat(Files.readString(manifest)).contains("hub: \"" + TestStacks.HUB + "\"");
  }
}
