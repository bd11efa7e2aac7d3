package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
  private final SynthesizedTemplate template = TestStacks.main();

  @ParameterizedTest
  @ValueSource(strings = {"FleetAccess-Orchestrator", "FleetAccess-Worker"})
  void lambdaMayNotCutAChainOfMessages(String name) {
    assertThat(function(name).get("RecursiveLoop").asText()).isEqualTo("Allow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FleetAccess-Orchestrator", "FleetAccess-Worker"})
  void theFunctionsRunOnJava25AndArm(String name) {
    assertThat(function(name).get("Runtime").asText()).isEqualTo("java25");
    assertThat(template.strings(function(name).get("Architectures"))).containsExactly("arm64");
    assertThat(function(name).get("Handler").asText())
        .startsWith("dev.fleetaccess.lambda.")
        .endsWith("Handler::handleRequest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FleetAccess-Orchestrator", "FleetAccess-Worker"})
  void theLogIsJsonAndIsNotKeptForEver(String name) {
    JsonNode logging = function(name).get("LoggingConfig");

    assertThat(logging.get("LogFormat").asText()).isEqualTo("JSON");
    JsonNode group = template.referenced(logging.get("LogGroup")).get("Properties");
    assertThat(group.get("LogGroupName").asText()).isEqualTo("/aws/lambda/" + name);
    assertThat(group.get("RetentionInDays").asInt()).isEqualTo(90);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FleetAccess-Orchestrator", "FleetAccess-Worker"})
  void noConcurrencyIsReservedSinceAnAccountMayHaveALimitOf10(String name) {
    assertThat(function(name).has("ReservedConcurrentExecutions")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FleetAccess-Orchestrator", "FleetAccess-Worker"})
  void bothReadTheSameSettings(String name) {
    JsonNode variables = function(name).get("Environment").get("Variables");

    assertThat(template.resolved(variables).properties())
        .extracting(Map.Entry::getKey, entry -> entry.getValue().asText(""))
        .contains(
            tuple("FLEET_TABLE", "fleet-access"),
            tuple("FLEET_REPOSITORY", "fleet-access"),
            tuple("FLEET_REPOSITORY_REGION", "us-east-1"),
            tuple("FLEET_BRANCH", "main"),
            tuple("FLEET_ACCESS_ROLES", "OrganizationAccountAccessRole,AWSControlTowerExecution"),
            tuple("FLEET_DEPLOYER_ROLE", "FleetAccess-Deployer"),
            tuple("FLEET_WORKER_ROLE_ARN", "arn:aws:iam::111122223333:role/FleetAccess-Worker"),
            tuple("FLEET_RATE_SHARE", "75"),
            tuple("FLEET_LOOK_AFTER", "PT45S"),
            tuple("FLEET_TICK_EVERY", "PT5S"));
    assertThat(queueName(variables.get("FLEET_WORK_QUEUE"))).isEqualTo("FleetAccess-Work");
    assertThat(queueName(variables.get("FLEET_TICK_QUEUE"))).isEqualTo("FleetAccess-Tick");
    assertThat(
            template
                .referenced(variables.get("FLEET_NOTICES_TOPIC"))
                .at("/Properties/TopicName")
                .asText())
        .isEqualTo("FleetAccess-Notices");
  }

  @Test
  void eachQueueFeedsTheAliasOfItsFunctionWithPartialFailuresAndAMaximum() {
    Map<String, JsonNode> mappings =
        template.resources("AWS::Lambda::EventSourceMapping").values().stream()
            .map(mapping -> mapping.get("Properties"))
            .collect(
                Collectors.toMap(
                    mapping -> queueName(mapping.get("EventSourceArn")), mapping -> mapping));

    assertThat(mappings).containsOnlyKeys("FleetAccess-Work", "FleetAccess-Tick");
    assertThat(mappings.values())
        .allSatisfy(
            mapping -> {
              assertThat(template.strings(mapping.get("FunctionResponseTypes")))
                  .containsExactly("ReportBatchItemFailures");
              assertThat(mapping.get("FunctionName").toString()).contains(":live");
            });
    assertThat(feeds(mappings.get("FleetAccess-Work"))).isEqualTo("FleetAccess-Worker");
    assertThat(mappings.get("FleetAccess-Work").get("BatchSize").asInt()).isEqualTo(10);
    assertThat(maximum(mappings.get("FleetAccess-Work"))).isEqualTo(100);
    assertThat(feeds(mappings.get("FleetAccess-Tick"))).isEqualTo("FleetAccess-Orchestrator");
    assertThat(mappings.get("FleetAccess-Tick").get("BatchSize").asInt()).isEqualTo(1);
    assertThat(maximum(mappings.get("FleetAccess-Tick"))).isEqualTo(2);
  }

  @Test
  void theAliasOfBothFunctionsIsLive() {
    var owners = new TreeSet<String>();
    for (JsonNode alias : template.properties("AWS::Lambda::Alias")) {
      assertThat(alias.get("Name").asText()).isEqualTo("live");
      owners.add(functionName(alias.get("FunctionName")));
    }
    assertThat(owners).containsExactly("FleetAccess-Orchestrator", "FleetAccess-Worker");
  }

  @Test
  void onlyTheOrchestratorStartsFromASnapshot() {
    assertThat(function("FleetAccess-Orchestrator").at("/SnapStart/ApplyOn").asText())
        .isEqualTo("PublishedVersions");
    assertThat(function("FleetAccess-Worker").has("SnapStart")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-gov-west-1", "cn-northwest-1"})
  void whereThereAreNoSnapshotsNoneIsAskedFor(String region) {
    assertThat(
            TestStacks.main(Map.of("region", region))
                .the("AWS::Lambda::Function", "FunctionName", "FleetAccess-Orchestrator")
                .has("SnapStart"))
        .isFalse();
  }

  @Test
  void aFailedAsynchronousInvocationIsKeptWhetherByAliasOrByName() {
    List<JsonNode> configurations = template.properties("AWS::Lambda::EventInvokeConfig");

    assertThat(configurations)
        .hasSize(2)
        .allSatisfy(
            configuration -> {
              assertThat(functionName(configuration.get("FunctionName")))
                  .isEqualTo("FleetAccess-Orchestrator");
              assertThat(queueName(configuration.at("/DestinationConfig/OnFailure/Destination")))
                  .isEqualTo("FleetAccess-Events-Dead");
            });
    assertThat(configurations)
        .extracting(configuration -> configuration.get("Qualifier").asText())
        .containsExactlyInAnyOrder("$LATEST", "live");
  }

  private JsonNode function(String name) {
    return template.the("AWS::Lambda::Function", "FunctionName", name);
  }

  private String queueName(JsonNode reference) {
    return template.referenced(reference).at("/Properties/QueueName").asText();
  }

  private String functionName(JsonNode reference) {
    return template.referenced(reference).at("/Properties/FunctionName").asText();
  }

  /** A mapping names its alias by a piece of the alias's ARN. */
  private String feeds(JsonNode mapping) {
    JsonNode alias = mapping.get("FunctionName").findParent("Ref");
    return functionName(template.referenced(alias).at("/Properties/FunctionName"));
  }

  private static int maximum(JsonNode mapping) {
    return mapping.at("/ScalingConfig/MaximumConcurrency").asInt();
  }
}
