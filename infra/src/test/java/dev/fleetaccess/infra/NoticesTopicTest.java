package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.infra.Statements.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticesTopicTest {
  private final SynthesizedTemplate template = TestStacks.main();

  @Test
  void whatNamesAccountsAndCausesIsEncryptedByAKeyThatEveryPublisherHereMayUse() {
    JsonNode topic = template.the("AWS::SNS::Topic", "TopicName", "FleetAccess-Notices");

    assertThat(template.resolved(topic.get("KmsMasterKeyId")).asText())
        .isEqualTo("arn:aws:kms:us-east-1:111122223333:alias/aws/sns");
  }

  @Test
  void theOrchestratorAloneTellsAndOnlyThere() {
    assertThat(Statements.of(template))
        .filteredOn(one -> one.actions().contains("sns:Publish"))
        .filteredOn(one -> !one.sid().equals("Alarms"))
        .filteredOn(Statement::allow)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.owner()).isEqualTo("FleetAccess-Orchestrator");
              assertThat(one.resources())
                  .singleElement(as(STRING))
                  .startsWith("{\"Ref\":\"NoticesTopic");
            });
  }

  @Test
  void itsEventsCanBeTakenForNobodyElses() {
    assertThat(Statements.of(template))
        .filteredOn(one -> one.actions().contains("events:PutEvents"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.owner()).isEqualTo("FleetAccess-Orchestrator");
              assertThat(one.resources())
                  .containsExactly("arn:aws:events:us-east-1:111122223333:event-bus/default");
              assertThat(one.condition().at("/StringEquals/events:source").asText())
                  .isEqualTo("fleetaccess");
            });
  }

  @Test
  void aMailIsSentOfWhatIsWorthOne() {
    SynthesizedTemplate told = TestStacks.main(Map.of("email", "security@example.org"));

    assertThat(told.properties("AWS::SNS::Subscription"))
        .filteredOn(one -> one.has("FilterPolicy"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.get("Endpoint").asText()).isEqualTo("security@example.org");
              assertThat(one.at("/FilterPolicy/mail/0").asText()).isEqualTo("yes");
            });
  }
}
