package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.infra.Statements.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
  private static final String DEPLOYER_ARN = "arn:aws:iam::111122223333:role/FleetAccess-Deployer";
  private static final String ROLES_ARN = "arn:aws:iam::111122223333:role/security/*";

  private final SynthesizedTemplate template = TestStacks.main();

  @Test
  void wildcardResourcesStandOnlyWhereTheyAreMeant() {
    assertThat(
            Statements.of(template).stream()
                .filter(Statement::allow)
                .flatMap(one -> one.resources().stream().map(r -> one.owner() + " " + r))
                .filter(line -> line.contains("*"))
                .distinct())
        .containsExactlyInAnyOrder(
            // Organizations' reads take no resource.
            "FleetAccess-Orchestrator *",
            // Any account may carry the tags that a manifest chooses by.
            "FleetAccess-Orchestrator arn:aws:organizations::111122223333:account/*",
            // Any account: aws:ResourceOrgID bounds it.
            "FleetAccess-Worker arn:aws:iam::*:role/OrganizationAccountAccessRole",
            "FleetAccess-Worker arn:aws:iam::*:role/AWSControlTowerExecution",
            // The manifest, not the deployment, says which account is the hub: bounded alike.
            "FleetAccess-Worker arn:aws:iam::*:role/security/hub-001",
            // Names that the manifest and the templates choose, within a prefix and a path.
            "FleetAccess-Deployer arn:aws:cloudformation:*:111122223333:stack/FleetAccess-*",
            "FleetAccess-Deployer " + ROLES_ARN,
            // A role of a name is looked for under every path.
            "FleetAccess-Deployer arn:aws:iam::111122223333:role/*",
            // Which stack holds a role is asked by the role's name.
            "FleetAccess-Deployer *",
            // Approval rule templates take no resource.
            "FleetAccess-OnDeploy *",
            // A boundary bounds, it grants nothing.
            "FleetAccess-Boundary *");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FleetAccess-Orchestrator", "FleetAccess-Worker"})
  void theFunctionsThemselvesMayChangeNoRoleAndNoStack(String function) {
    assertThat(actions(function))
        .isNotEmpty()
        .noneMatch(action -> action.startsWith("iam:") || action.startsWith("cloudformation:"))
        .noneMatch(action -> action.contains("*"));
  }

  @Test
  void theOrchestratorEntersNoAccount() {
    assertThat(actions("FleetAccess-Orchestrator")).noneMatch(action -> action.startsWith("sts:"));
  }

  @Test
  void theOrchestratorReadsTheOrganizationByTheCallsThatItMakesAndNoOthers() {
    assertThat(actions("FleetAccess-Orchestrator"))
        .filteredOn(action -> action.startsWith("organizations:"))
        .containsExactlyInAnyOrder(
            "organizations:DescribeOrganization",
            "organizations:DescribeAccount",
            "organizations:ListAccounts",
            "organizations:ListAccountsForParent",
            "organizations:ListOrganizationalUnitsForParent",
            "organizations:ListParents",
            "organizations:ListRoots",
            "organizations:ListTagsForResource");
    assertThat(theOne("FleetAccess-Orchestrator", "TagsOfAccounts").resources())
        .containsExactly("arn:aws:organizations::111122223333:account/*");
    assertThat(actions("FleetAccess-Worker"))
        .noneMatch(action -> action.startsWith("organizations:"));
  }

  @Test
  void theWorkerForgetsWhatAccountsHadAndNothingElseOfTheLedger() {
    assertThat(
            Statements.of(template, "FleetAccess-Worker").stream()
                .filter(one -> one.actions().contains("dynamodb:DeleteItem")))
        .hasSize(1)
        .allSatisfy(
            one ->
                assertThat(
                        one.condition()
                            .at("/ForAllValues:StringLike/dynamodb:LeadingKeys")
                            .toString())
                    .isEqualTo("[\"ACCOUNTS#*\"]"));
  }

  @Test
  void theWorkerEntersAccountsOfItsOrganizationByTheAccessRolesAndNoOthers() {
    Statement enter = theOne("FleetAccess-Worker", "EnterAccounts");

    assertThat(enter.actions()).containsExactly("sts:AssumeRole");
    assertThat(enter.resources())
        .containsExactlyInAnyOrder(
            "arn:aws:iam::*:role/OrganizationAccountAccessRole",
            "arn:aws:iam::*:role/AWSControlTowerExecution",
            DEPLOYER_ARN);
    assertThat(enter.condition().at("/StringEquals/aws:ResourceOrgID").asText())
        .isEqualTo("${aws:PrincipalOrgID}");
  }

  @Test
  void theWorkerBecomesTheHubForTheProofOnly() {
    Statement prove = theOne("FleetAccess-Worker", "ProveAsTheHub");

    assertThat(prove.actions()).containsExactlyInAnyOrder("sts:AssumeRole", "sts:TagSession");
    assertThat(prove.resources()).containsExactly("arn:aws:iam::*:role/security/hub-001");
    JsonNode equal = prove.condition().at("/StringEquals");
    assertThat(equal.path("aws:ResourceOrgID").asText()).isEqualTo("${aws:PrincipalOrgID}");
    assertThat(equal.path("aws:RequestTag/fleetaccess:purpose").asText())
        .as("without the tag the session would have all that the hub has")
        .isEqualTo("proof");
    assertThat(prove.condition().path("ForAllValues:StringEquals").path("aws:TagKeys").toString())
        .contains("fleetaccess:purpose");
  }

  @Test
  void theWorkerTagsNoOtherSession() {
    assertThat(
            Statements.of(template).stream()
                .filter(one -> one.actions().contains("sts:TagSession"))
                .map(one -> one.owner() + " " + one.sid()))
        .containsExactly("FleetAccess-Worker ProveAsTheHub");
  }

  @Test
  void theTagAndTheRoleAreThoseThatTheHubsTemplateNames() throws IOException {
    String template = Files.readString(Path.of("..", "templates", "hub-role.yaml"));

    assertThat(template)
        .contains("RoleName: hub-001")
        .contains("Path: /security/")
        .contains("aws:RequestTag/fleetaccess:purpose: proof")
        .contains("aws:PrincipalTag/fleetaccess:purpose: proof");
  }

  @Test
  void otherAccessRolesReplaceTheUsualOnes() {
    assertThat(
            Statements.of(TestStacks.main(Map.of("accessRoles", "Own")), "FleetAccess-Worker")
                .stream()
                .filter(one -> one.sid().equals("EnterAccounts"))
                .flatMap(one -> one.resources().stream()))
        .containsExactlyInAnyOrder("arn:aws:iam::*:role/Own", DEPLOYER_ARN);
  }

  @Test
  void theRoleRepositoryIsReadAndNeverWritten() {
    Statement read = theOne("FleetAccess-Orchestrator", "RoleRepository");

    assertThat(read.resources())
        .containsExactly("arn:aws:codecommit:us-east-1:111122223333:fleet-access");
    assertThat(actions("FleetAccess-Orchestrator"))
        .filteredOn(action -> action.startsWith("codecommit:"))
        .containsExactlyInAnyOrder("codecommit:GetBranch", "codecommit:GetFile");
    assertThat(actions("FleetAccess-Worker")).noneMatch(action -> action.startsWith("codecommit:"));
  }

  @Test
  void theDeployerIsEnteredByTheWorkerAlone() {
    JsonNode role = template.the("AWS::IAM::Role", "RoleName", "FleetAccess-Deployer");
    JsonNode trust = template.resolved(role.at("/AssumeRolePolicyDocument/Statement"));

    assertThat(trust).hasSize(1);
    assertThat(trust.at("/0/Principal/AWS").asText())
        .as("the account, since a role as principal breaks when it is made anew")
        .isEqualTo("arn:aws:iam::111122223333:root");
    assertThat(trust.at("/0/Condition/ArnEquals/aws:PrincipalArn").asText())
        .isEqualTo("arn:aws:iam::111122223333:role/FleetAccess-Worker");
  }

  @Test
  void theDeployerMakesRolesOnlyWithinTheBoundaryAndOnlyThroughCloudFormation() {
    Statement create = theOne("FleetAccess-Deployer", "CreateRolesWithinTheBoundary");

    assertThat(create.actions())
        .containsExactlyInAnyOrder(
            "iam:CreateRole",
            "iam:PutRolePolicy",
            "iam:AttachRolePolicy",
            "iam:PutRolePermissionsBoundary");
    assertThat(create.resources()).containsExactly(ROLES_ARN);
    assertThat(create.condition().at("/StringEquals/iam:PermissionsBoundary").asText())
        .isEqualTo("arn:aws:iam::111122223333:policy/FleetAccess-Boundary");
    assertThat(byCloudFormation(create)).isTrue();
    assertThat(byCloudFormation(theOne("FleetAccess-Deployer", "KeepRoles"))).isTrue();
  }

  @Test
  void whatTheDeployerMayDoDirectlyCanOnlyTakeAway() {
    assertThat(
            Statements.of(template, "FleetAccess-Deployer").stream()
                .filter(one -> one.allow() && !byCloudFormation(one))
                .flatMap(one -> one.actions().stream())
                .filter(action -> action.startsWith("iam:"))
                .filter(action -> !action.startsWith("iam:Get") && !action.startsWith("iam:List")))
        .containsExactlyInAnyOrder("iam:DeleteRolePolicy", "iam:DetachRolePolicy");
  }

  @Test
  void theDeployerAsksTwoQuestionsBeyondItsOwnStacksAndRoles() {
    assertThat(theOne("FleetAccess-Deployer", "FindTheStackOfARole").actions())
        .containsExactly("cloudformation:DescribeStackResources");
    assertThat(theOne("FleetAccess-Deployer", "FindRoles").actions())
        .containsExactly("iam:GetRole");
    assertThat(theOne("FleetAccess-Deployer", "RoleStacks").actions())
        .as("what taking over and putting back need")
        .contains(
            "cloudformation:CreateChangeSet",
            "cloudformation:DescribeChangeSet",
            "cloudformation:ExecuteChangeSet",
            "cloudformation:TagResource",
            "cloudformation:UpdateTerminationProtection");
  }

  @Test
  void theDeployerNeitherPassesARoleNorLiftsABoundaryNorChangesAPolicyOfItsOwn() {
    assertThat(actions("FleetAccess-Deployer"))
        .doesNotContain("iam:PassRole", "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion")
        .doesNotContain("iam:DeleteRolePermissionsBoundary", "sts:AssumeRole");
    assertThat(Statements.of(template, "FleetAccess-Deployer"))
        .anySatisfy(
            one -> {
              assertThat(one.allow()).isFalse();
              assertThat(one.actions()).containsExactly("iam:DeleteRolePermissionsBoundary");
            });
    assertThat(DEPLOYER_ARN).doesNotStartWith(ROLES_ARN.replace("*", ""));
  }

  @Test
  void theStacksThatCdkMadeAreOutOfTheDeployersReach() {
    String prefix = "FleetAccess-";

    assertThat(
            TestStacks.stackNames(
                Map.of("controlTowerRegion", "eu-west-1", "repositoryRegion", "eu-west-2")))
        .hasSize(3)
        .noneMatch(name -> name.startsWith(prefix));
    assertThat(theOne("FleetAccess-Deployer", "RoleStacks").resources())
        .containsExactly("arn:aws:cloudformation:*:111122223333:stack/" + prefix + "*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:GetObject",
        "lambda:GetFunction",
        "ec2:GetPasswordData",
        "ec2:GetConsoleOutput",
        "sts:AssumeRole",
        "iam:CreateRole",
        "iam:PassRole",
        "ssm:GetParameter",
        "secretsmanager:GetSecretValue",
        "organizations:LeaveOrganization",
        "cloudformation:GetTemplate",
        "logs:GetLogEvents",
        "es:ESHttpGet",
        "lightsail:GetInstanceAccessDetails"
      })
  void theBoundaryLetsNoRoleOfTheManagementAccountWriteEnterOrReadContent(String action) {
    assertThat(actions("FleetAccess-Boundary"))
        .noneMatch(pattern -> action.matches(pattern.replace("*", ".*")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "organizations:ListAccounts",
        "organizations:DescribeOrganization",
        "cloudtrail:StartQuery",
        "cloudtrail:GetQueryResults",
        "iam:ListRoles",
        "ec2:DescribeInstances",
        "s3:GetBucketPolicy",
        "config:BatchGetResourceConfig"
      })
  void theBoundaryLeavesTheReadsThatTheRolesAreFor(String action) {
    assertThat(actions("FleetAccess-Boundary"))
        .anyMatch(pattern -> action.matches(pattern.replace("*", ".*")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "us-gov-west-1", "cn-northwest-1"})
  void noArnNamesAPartition(String region) {
    assertThat(TestStacks.main(Map.of("region", region)).json().toString())
        .contains("AWS::Partition")
        .doesNotContain("arn:aws");
  }

  private List<String> actions(String owner) {
    return Statements.of(template, owner).stream()
        .filter(Statement::allow)
        .flatMap(one -> one.actions().stream())
        .toList();
  }

  private Statement theOne(String owner, String sid) {
    List<Statement> found =
        Statements.of(template, owner).stream().filter(one -> one.sid().equals(sid)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static boolean byCloudFormation(Statement statement) {
    return statement
        .condition()
        .at("/ForAnyValue:StringEquals/aws:CalledVia")
        .toString()
        .contains("cloudformation.amazonaws.com");
  }
}
