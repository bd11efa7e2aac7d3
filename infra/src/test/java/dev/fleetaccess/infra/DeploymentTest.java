package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What happens around a deployment: what it needs, how it ends, what it tells. */
class DeploymentTest {
  private final SynthesizedTemplate template = TestStacks.main();

  @Test
  void aTemplateWithoutAHubHasAParameterThatStopsADeployment() {
    JsonNode parameter =
        TestStacks.main(Map.of("hub", "")).json().at("/Parameters/HubMissingDeployWithContextHub");

    assertThat(parameter.isObject()).isTrue();
    assertThat(parameter.has("Default")).isFalse();
    assertThat(template.json().at("/Parameters").toString()).doesNotContain("Hub");
  }

  @Test
  void anotherRegionThanOrganizationsOwnIsRefusedInOneLine() {
    assertThatThrownBy(
            () -> Stacks.in(Stacks.app(Map.of("region", "eu-central-1")), TestStacks.inputs()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "region=eu-central-1: FleetAccess must stand where Organizations is hosted, because its"
                + " events reach no other region: us-east-1 (aws), us-gov-west-1 (aws-us-gov),"
                + " cn-northwest-1 (aws-cn).");
  }

  @Test
  void aDeploymentEndsWithASweepOfTheLiveVersion() {
    String request = template.resolved(sweep().at("/Properties/Create")).toString();

    assertThat(request)
        .contains("function:FleetAccess-Orchestrator:live")
        .contains("\\\"InvocationType\\\":\\\"Event\\\"")
        .contains("sweep\\\\\\\":true");
    assertThat(sweep().at("/Properties/Update")).isEqualTo(sweep().at("/Properties/Create"));
    assertThat(sweep().at("/Properties").has("Delete")).isFalse();
  }

  @Test
  void theSweepIsAskedForAgainWhenEitherFunctionHasANewVersion() {
    List<String> versions =
        sweep().at("/Properties/Update").findValues("Fn::GetAtt").stream()
            .map(attribute -> attribute.get(0).asText())
            .toList();

    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(template.resources("AWS::Lambda::Version").keySet());
  }

  @Test
  void theSweepWaitsForEverythingThatItNeeds() {
    List<String> before =
        StreamSupport.stream(sweep().get("DependsOn").spliterator(), false)
            .map(JsonNode::asText)
            .toList();

    for (String type :
        List.of(
            "AWS::DynamoDB::Table",
            "AWS::SQS::Queue",
            "AWS::CodeCommit::Repository",
            "AWS::Lambda::Alias",
            "AWS::Lambda::EventSourceMapping",
            "AWS::Events::Rule",
            "AWS::IAM::ManagedPolicy")) {
      assertThat(before).as(type).containsAll(template.resources(type).keySet());
    }
  }

  @Test
  void whoAsksForTheSweepMayInvokeThatAliasAndNothingElse() {
    assertThat(Statements.of(template, "FleetAccess-SweepOnDeploy"))
        .filteredOn(one -> one.actions().stream().noneMatch(action -> action.startsWith("logs:")))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.actions()).containsExactly("lambda:InvokeFunction");
              assertThat(one.resources())
                  .containsExactly(
                      "arn:aws:lambda:us-east-1:111122223333:function:FleetAccess-Orchestrator:live");
            });
  }

  @Test
  void theOutputsSayWhereToPushAndHowToStartByHand() {
    JsonNode outputs = template.resolved(template.json().get("Outputs"));

    assertThat(outputs.at("/RoleRepository/Value").asText())
        .isEqualTo("https://git-codecommit.us-east-1.amazonaws.com/v1/repos/fleet-access");
    assertThat(outputs.at("/Table/Value").asText()).isEqualTo("fleet-access");
    assertThat(outputs.at("/Hub/Value").asText()).isEqualTo(TestStacks.HUB);
    assertThat(outputs.at("/FirstRollout/Value").asText())
        .contains("--region us-east-1 --function-name FleetAccess-Orchestrator:live")
        .contains("'{\"sweep\":true}'");
  }

  private JsonNode sweep() {
    return template.resources("Custom::AWS").values().iterator().next();
  }
}
