package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** AWS's rules for solutions hold, save for what is named here with its reason. */
class NagTest {
  private static final List<Explained> EXPLAINED =
      List.of(
          new Explained(
              "/FleetAccess/Queues/EventsDead/Resource",
              "AwsSolutions-SQS3",
              "it is the dead-letter queue of the rules and of failed invocations"),
          new Explained(
              "/FleetAccessRelay-eu-central-1/Dead/Resource",
              "AwsSolutions-SQS3",
              "it is the dead-letter queue of the relay's rules"),
          new Explained(
              "/FleetAccess/Trail/Bucket/Resource",
              "AwsSolutions-S1",
              "reads of the trail's own bucket would need a further bucket; who needs them has a"
                  + " trail already"),
          new Explained(
              "/FleetAccess/Boundary/Policy/Resource",
              "AwsSolutions-IAM5\\[Resource::\\*\\]",
              "a boundary bounds, it grants nothing; the roles in it read the whole account"),
          new Explained(
              "/FleetAccess/Boundary/Policy/Resource",
              "AwsSolutions-IAM5\\[Action::[a-z0-9-]+:(BatchGet|Describe|Generate|Get|List|Select)[A-Za-z]*\\*[A-Za-z]*\\]",
              "verb prefixes of reads; what reads content is not among them (PermissionsTest)"),
          new Explained(
              "/FleetAccess/Deployer/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:cloudformation:\\*:<AWS::AccountId>:stack/FleetAccess-\\*\\]",
              "role stacks are named by the manifest, within this prefix, in the manifest's"
                  + " region"),
          new Explained(
              "/FleetAccess/Deployer/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:iam::<AWS::AccountId>:role/security/\\*\\]",
              "roles are named by the templates, within this path"),
          new Explained(
              "/FleetAccess/Deployer/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5\\[Resource::\\*\\]",
              "which stack holds a role is asked by the role's name, whatever stack that is"),
          new Explained(
              "/FleetAccess/Deployer/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:iam::<AWS::AccountId>:role/\\*\\]",
              "a role of a name is looked for under every path"),
          new Explained(
              "/FleetAccess/Functions/Worker/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:iam::\\*:role/(OrganizationAccountAccessRole|AWSControlTowerExecution)\\]",
              "every account of the organization is entered by these roles; aws:ResourceOrgID keeps"
                  + " it inside"),
          new Explained(
              "/FleetAccess/Functions/Worker/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:iam::\\*:role/security/hub-001\\]",
              "the manifest says which account is the hub; aws:ResourceOrgID keeps it inside, the"
                  + " demanded tag narrows the session to entering roles"),
          new Explained(
              "/FleetAccess/DeploymentCalls/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5\\[Resource::\\*\\]",
              "approval rule templates take no resource"),
          new Explained(
              "/FleetAccess/Functions/Orchestrator/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5\\[Resource::\\*\\]",
              "Organizations' reads and Access Analyzer's checks take no resource"),
          new Explained(
              "/FleetAccess/Functions/Orchestrator/Role/DefaultPolicy/Resource",
              "AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:organizations::<AWS::AccountId>:account/\\*\\]",
              "any account of the organization may carry the tags that a manifest chooses by"));

  private static final List<String> FOUND = new ArrayList<>();

  @BeforeAll
  static void examine() {
    var app =
        Stacks.app(
            Map.of(
                "hub", TestStacks.HUB,
                "email", "somebody@example.org",
                "trail", "true",
                "controlTowerRegion", "eu-central-1",
                "repositoryRegion", "eu-central-1"));
    Stack main = Stacks.in(app, TestStacks.inputs());
    Stack relay = (Stack) app.getNode().findChild("FleetAccessRelay-eu-central-1");
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
    FOUND.addAll(findings(main));
    FOUND.addAll(findings(relay));
  }

  @Test
  void nothingIsFoundBesideWhatIsExplained() {
    assertThat(FOUND)
        .filteredOn(finding -> EXPLAINED.stream().noneMatch(one -> one.covers(finding)))
        .isEmpty();
  }

  @Test
  void everyExplanationIsStillNeeded() {
    assertThat(EXPLAINED)
        .allSatisfy(one -> assertThat(FOUND).as(one.reason()).anyMatch(one::covers));
  }

  @SuppressWarnings("deprecation") // CDK's own assertions answer with the deprecated type.
  private static List<String> findings(Stack stack) {
    Annotations annotations = Annotations.fromStack(stack);
    var any = Match.stringLikeRegexp("AwsSolutions-.*");
    return Stream.concat(
            annotations.findError("*", any).stream(), annotations.findWarning("*", any).stream())
        .map(message -> message.getId() + " " + message.getEntry().getData())
        .toList();
  }

  private record Explained(String path, String rule, String reason) {
    boolean covers(String finding) {
      String[] parts = finding.split(" ", 2);
      return parts[0].equals(path) && parts[1].matches("(?s)" + rule + ":.*");
    }
  }
}
