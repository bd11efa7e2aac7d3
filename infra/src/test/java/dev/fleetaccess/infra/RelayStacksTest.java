package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayStacksTest {
  private static final Map<String, String> APART =
      Map.of("controlTowerRegion", "eu-west-1", "repositoryRegion", "eu-west-2");

  @Test
  void whereEverythingIsInOneRegionThereIsOneStack() {
    assertThat(TestStacks.stackNames(Map.of())).containsExactly("FleetAccess");
  }

  @Test
  void eachOtherRegionGetsARelay() {
    assertThat(TestStacks.stackNames(APART))
        .containsExactly("FleetAccess", "FleetAccessRelay-eu-west-1", "FleetAccessRelay-eu-west-2");
  }

  @Test
  void oneRegionForBothGetsOneRelay() {
    var both = Map.of("controlTowerRegion", "eu-west-1", "repositoryRegion", "eu-west-1");

    assertThat(TestStacks.stackNames(both))
        .containsExactly("FleetAccess", "FleetAccessRelay-eu-west-1");
    assertThat(rules(TestStacks.stack(both, "FleetAccessRelay-eu-west-1"))).hasSize(2);
  }

  @Test
  void aRelaySendsControlTowersEventsToTheBusOfTheMainRegion() throws Exception {
    SynthesizedTemplate relay = TestStacks.stack(APART, "FleetAccessRelay-eu-west-1");

    assertThat(
            EventRulesTest.hearing(relay, TestStacks.event("control-tower.create-managed-account")))
        .containsExactly("FleetAccess-Relay-ControlTowerAccount");
    JsonNode target = rules(relay).get(0).at("/Targets/0");
    assertThat(relay.resolved(target.get("Arn")).asText())
        .isEqualTo("arn:aws:events:us-east-1:111122223333:event-bus/default");
    assertThat(relay.referenced(target.at("/DeadLetterConfig/Arn")).at("/Properties/QueueName"))
        .hasToString("\"FleetAccess-Relay-Dead\"");
    assertThat(relay.properties("AWS::CloudWatch::Alarm")).hasSize(1);
  }

  @Test
  void theRelaysRoleMayPutEventsOnThatBusAndNothingElse() {
    SynthesizedTemplate relay = TestStacks.stack(APART, "FleetAccessRelay-eu-west-1");

    assertThat(Statements.of(relay))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.owner()).isEqualTo("FleetAccess-Relay-eu-west-1");
              assertThat(one.actions()).containsExactly("events:PutEvents");
              assertThat(one.resources())
                  .containsExactly("arn:aws:events:us-east-1:111122223333:event-bus/default");
            });
  }

  @Test
  void aRepositoryInAnotherRegionStandsThereAndIsHeardInBoth() throws Exception {
    SynthesizedTemplate main = TestStacks.main(APART);
    SynthesizedTemplate relay = TestStacks.stack(APART, "FleetAccessRelay-eu-west-2");
    JsonNode push = TestStacks.event("codecommit.reference-updated");
    ((ObjectNode) push)
        .putArray("resources")
        .add("arn:aws:codecommit:eu-west-2:111122223333:fleet-access");

    assertThat(main.resources("AWS::CodeCommit::Repository")).isEmpty();
    assertThat(relay.resources("AWS::CodeCommit::Repository")).hasSize(1);
    assertThat(EventRulesTest.hearing(relay, push))
        .containsExactly("FleetAccess-Relay-RepositoryPushed");
    assertThat(EventRulesTest.hearing(main, push)).containsExactly("FleetAccess-RepositoryPushed");
    assertThat(
            Statements.of(main, "FleetAccess-Orchestrator").stream()
                .filter(one -> one.sid().equals("RoleRepository"))
                .flatMap(one -> one.resources().stream()))
        .containsExactly("arn:aws:codecommit:eu-west-2:111122223333:fleet-access");
    assertThat(main.json().at("/Outputs/RoleRepository/Value").toString())
        .contains("git-codecommit.eu-west-2.");
  }

  @Test
  void theMainStackComesLastSinceItEndsWithASweep() {
    assertThat(
            TestStacks.assembly(APART).getStackByName("FleetAccess").getDependencies().stream()
                .map(artifact -> artifact.getId()))
        .contains("FleetAccessRelay-eu-west-1", "FleetAccessRelay-eu-west-2");
  }

  private static List<JsonNode> rules(SynthesizedTemplate relay) {
    return relay.properties("AWS::Events::Rule");
  }
}
