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
  void whatADeploymentCallsIsGrantedByNameAndNothingElse() {
    assertThat(granted(template))
        .containsExactlyInAnyOrder(
            "[lambda:InvokeFunction] on"
                + " [arn:aws:lambda:us-east-1:111122223333:function:FleetAccess-Orchestrator:live]",
            "[codecommit:CreateApprovalRuleTemplate, codecommit:DeleteApprovalRuleTemplate,"
                + " codecommit:UpdateApprovalRuleTemplateContent] on [*]",
            "[codecommit:AssociateApprovalRuleTemplateWithRepository,"
                + " codecommit:DisassociateApprovalRuleTemplateFromRepository] on"
                + " [arn:aws:codecommit:us-east-1:111122223333:fleet-access]");
    assertThat(granted(TestStacks.main(Map.of("approvals", "0"))))
        .as("without the rule nothing of it may be called")
        .singleElement()
        .asString()
        .startsWith("[lambda:InvokeFunction]");
  }

  private static List<String> granted(SynthesizedTemplate template) {
    return Statements.of(template, "FleetAccess-OnDeploy").stream()
        .filter(one -> one.actions().stream().noneMatch(action -> action.startsWith("logs:")))
        .map(one -> one.actions() + " on " + one.resources())
        .toList();
  }

  @Test
  void theBranchGetsAnApprovalRuleWhenItsRepositoryStandsThere() {
    var settings =
        Map.of(
            "approvals",
            "2",
            "branch",
            "live/one",
            "repository",
            "roles",
            "repositoryRegion",
            "eu-central-1");
    SynthesizedTemplate stack = TestStacks.main(settings);
    JsonNode rule = custom(stack, "CreateApprovalRuleTemplate").get("Properties");
    JsonNode association =
        custom(stack, "AssociateApprovalRuleTemplateWithRepository").get("Properties");

    assertThat(text(stack, rule, "Create"))
        .contains("FleetAccess-OneMore", "refs/heads/live/one", "NumberOfApprovalsNeeded")
        .contains("\"region\":\"eu-central-1\"")
        .containsPattern("NumberOfApprovalsNeeded[^0-9]*2\\D");
    assertThat(text(stack, rule, "Update"))
        .contains("UpdateApprovalRuleTemplateContent", "refs/heads/live/one");
    assertThat(text(stack, rule, "Delete")).contains("DeleteApprovalRuleTemplate");
    assertThat(text(stack, association, "Create")).contains("\"repositoryName\":\"roles\"");
    assertThat(text(stack, association, "Delete"))
        .contains("DisassociateApprovalRuleTemplateFromRepository");
    assertThat(custom(template, "AssociateApprovalRuleTemplateWithRepository").get("DependsOn"))
        .map(JsonNode::asText)
        .containsAll(template.resources("AWS::CodeCommit::Repository").keySet());
  }

  @Test
  void noRuleIsMadeWhereNoneIsWanted() {
    assertThat(TestStacks.main(Map.of("approvals", "0")).resources("Custom::AWS")).hasSize(1);
  }

  /** What a call is asked with, the quotes of its JSON as they are. */
  private static String text(SynthesizedTemplate stack, JsonNode properties, String when) {
    return stack.resolved(properties.get(when)).toString().replace("\\", "");
  }

  private static JsonNode custom(SynthesizedTemplate stack, String action) {
    return stack.resources("Custom::AWS").values().stream()
        .filter(one -> one.at("/Properties/Create").toString().contains(action))
        .findFirst()
        .orElseThrow();
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
    return custom(template, "Invoke");
  }
}
