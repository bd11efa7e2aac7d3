package dev.fleetaccess.local.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.endpoint.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlueprintTest {
  private static final Blueprint.Deployment DEPLOYMENT =
      new Blueprint.Deployment(
          new Place("aws-us-gov", "us-gov-west-1", "111111111111"),
          "FleetAccess",
          URI.create("http://127.0.0.1:4566"),
          Map.of());

  private final Blueprint blueprint = Blueprint.parse(sample(), DEPLOYMENT);

  @Test
  void functionsComeWithEnvironmentRoleAndSettings() {
    FunctionPart function = blueprint.function("FleetAccess-Orchestrator");
    assertThat(function.arn())
        .isEqualTo(
            "arn:aws-us-gov:lambda:us-gov-west-1:111111111111:function:FleetAccess-Orchestrator");
    assertThat(function.timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(function.memoryMegabytes()).isEqualTo(1769);
    assertThat(function.recursionAllowed()).isTrue();
    assertThat(blueprint.function("FleetAccess-Worker").recursionAllowed()).isFalse();
    assertThat(function.environment())
        .containsEntry("FLEET_WORK_QUEUE", "http://127.0.0.1:4566/111111111111/FleetAccess-Work")
        .containsEntry("FLEET_TABLE", "fleet-access")
        .containsEntry(
            "FLEET_WORKER_ROLE_ARN", "arn:aws-us-gov:iam::111111111111:role/FleetAccess-Worker")
        .containsEntry(
            "PLACE",
            "no mail in us-gov-west-1 of"
                + " arn:aws-us-gov:lambda:us-gov-west-1:111111111111:function:FleetAccess-Orchestrator,"
                + " ${literal}")
        .doesNotContainKey("REMOVED");
    assertThat(function.role().policies()).containsOnlyKeys("OrchestratorPolicy");
    assertThat(function.role().policies().get("OrchestratorPolicy").toString())
        .contains("arn:aws-us-gov:sqs:us-gov-west-1:111111111111:FleetAccess-Work");
    assertThat(function.retries())
        .isEqualTo(
            new RetryPart(
                1,
                Optional.of(
                    "arn:aws-us-gov:sqs:us-gov-west-1:111111111111:FleetAccess-Events-Dead")));
    assertThat(blueprint.function("FleetAccess-Worker").retries()).isEqualTo(RetryPart.DEFAULT);
  }

  @Test
  void onlyFunctionsOfAJavaRuntimeRunHere() {
    assertThat(blueprint.functions())
        .extracting(FunctionPart::name)
        .containsExactly("FleetAccess-Orchestrator", "FleetAccess-Worker");
  }

  @Test
  void aMappingOnAnAliasNamesItsFunction() {
    assertThat(blueprint.mappings())
        .containsExactly(
            new MappingPart(
                "arn:aws-us-gov:sqs:us-gov-west-1:111111111111:FleetAccess-Work",
                "FleetAccess-Worker",
                10,
                100,
                true));
  }

  @Test
  void rulesTargetTheFunctionBehindTheAliasAndDisabledOnesAreLeftOut() {
    assertThat(blueprint.rules())
        .extracting(RulePart::name)
        .containsExactly(
            "FleetAccess-RepositoryPushed",
            "FleetAccess-AccountCreated",
            "FleetAccess-AccountMoved",
            "FleetAccess-Heartbeat");
    assertThat(blueprint.rules())
        .flatExtracting(RulePart::targets)
        .extracting(RulePart.Target::arn)
        .containsOnly(blueprint.function("FleetAccess-Orchestrator").arn());
    assertThat(blueprint.rules().get(0).pattern().orElseThrow())
        .contains("arn:aws-us-gov:codecommit:us-gov-west-1:111111111111:fleet-access");
    assertThat(blueprint.rules().get(3).schedule()).contains("rate(5 minutes)");
    assertThat(blueprint.rules().get(3).targets().get(0).input()).contains("{\"heartbeat\":true}");
  }

  @Test
  void deadLetterQueuesComeBeforeTheQueuesThatUseThem() {
    assertThat(blueprint.queues())
        .extracting(QueuePart::name)
        .containsExactly("FleetAccess-Work-Dead", "FleetAccess-Events-Dead", "FleetAccess-Work");
    QueuePart work = blueprint.queues().get(2);
    assertThat(work.visibility()).isEqualTo(Duration.ofMinutes(12));
    assertThat(work.redrive()).contains(new QueuePart.Redrive(blueprint.queues().get(0).arn(), 2));
  }

  @Test
  void theTableLosesWhatDynamoDbLocalDoesNotKnow() {
    TablePart table = blueprint.tables().get(0);
    assertThat(table.name()).isEqualTo("fleet-access");
    assertThat(table.timeToLive()).contains("ttl");
    assertThat(table.definition().has("Replicas")).isFalse();
    assertThat(table.definition().path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
  }

  @Test
  void theDeployerHasItsTrustAndItsBoundary() {
    RolePart deployer =
        blueprint.roles().stream()
            .filter(role -> role.name().equals("FleetAccess-Deployer"))
            .findFirst()
            .orElseThrow();
    assertThat(deployer.trust().toString())
        .contains("arn:aws-us-gov:iam::111111111111:role/FleetAccess-Worker");
    assertThat(deployer.boundary())
        .contains("arn:aws-us-gov:iam::111111111111:policy/FleetAccess-Boundary");
    assertThat(blueprint.managedPolicies())
        .extracting(ManagedPolicyPart::arn)
        .containsExactly(deployer.boundary().orElseThrow());
  }

  @Test
  void parametersDecideConditions() {
    var withMail =
        Blueprint.parse(
            sample(),
            new Blueprint.Deployment(
                DEPLOYMENT.place(),
                "FleetAccess",
                DEPLOYMENT.queues(),
                Map.of("AlarmEmail", "team@example.com")));
    assertThat(withMail.queues()).extracting(QueuePart::name).contains("OnlyWithEmail");
    assertThat(withMail.function("FleetAccess-Orchestrator").environment().get("PLACE"))
        .startsWith("mail in");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | no Resources | nothing at all",
        "x | not JSON | not a template",
        "{'Resources': {}} | no function of a Java runtime | no function to run",
        "{'Resources': {'F': {'Type': 'AWS::Lambda::Function', 'Properties': {'Runtime': 'java25',"
            + " 'Role': 'arn:aws:iam::1:role/x'}}}} | F runs as arn:aws:iam::1:role/x | a role from"
            + " elsewhere",
        "{'Resources': {'F': {'Type': 'AWS::Lambda::Function', 'Properties': {'Runtime': 'java25',"
            + " 'Role': {'Fn::GetAtt': ['R', 'Arn']}}}}} | GetAtt of R | a role that is not there",
        "{'Resources': {'F': {'Type': 'AWS::Lambda::Function', 'Properties': {'Runtime':"
            + " {'Fn::ImportValue': 'x'}}}}} | Fn::ImportValue is not known | another stack's"
            + " output",
      })
  void whatIsMissingIsSaidClearly(String template, String message, String reason) {
    assertThatThrownBy(() -> Blueprint.parse(template.replace('\'', '"'), DEPLOYMENT))
        .as(reason)
        .isInstanceOf(IncompleteTemplate.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMissingFileSaysWhatToBuild() {
    assertThatThrownBy(() -> Blueprint.read(Path.of("none.json"), DEPLOYMENT))
        .isInstanceOf(IncompleteTemplate.class)
        .hasMessage("no synthesized template at none.json: build the infra module first");
  }

  private static String sample() {
    try (var in =
        BlueprintTest.class.getResourceAsStream("/dev/fleetaccess/local/sample.template.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
