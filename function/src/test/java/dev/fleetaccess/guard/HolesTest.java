package dev.fleetaccess.guard;

import static dev.fleetaccess.guard.Examples.BOUNDARY;
import static dev.fleetaccess.guard.Examples.DENIAL;
import static dev.fleetaccess.guard.Examples.HUB_ROLE;
import static dev.fleetaccess.guard.Examples.HUB_ROOT;
import static dev.fleetaccess.guard.Examples.edit;
import static dev.fleetaccess.guard.Examples.examine;
import static dev.fleetaccess.guard.Examples.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.SampleReleases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Templates that open a way in, or that could not be deployed, each with the line it is told at.
 */
class HolesTest {
  static Stream<Arguments> refused() {
    return Stream.of(
        spoke(
            "compute of the account becomes the role, past the hub",
            "AWS: " + HUB_ROOT,
            "Service: lambda.amazonaws.com",
            "trust-service-principal"),
        spoke(
            "the service beside the hub",
            "AWS: " + HUB_ROOT,
            "{AWS: " + HUB_ROOT + ", Service: [ec2.amazonaws.com]}",
            "trust-service-principal"),
        spoke("everybody", "AWS: " + HUB_ROOT, "AWS: \"*\"", "trust-wildcard"),
        spoke(
            "everybody, said shortly",
            "Principal:\n              AWS: " + HUB_ROOT,
            "Principal: \"*\"",
            "trust-wildcard"),
        spoke(
            "everybody but one",
            "Principal:\n              AWS: ",
            "NotPrincipal:\n              AWS: ",
            "trust-wildcard"),
        spoke("another account", "AWS: " + HUB_ROOT, "AWS: \"333333333333\"", "trust-principal"),
        spoke(
            "the management account",
            "${HubAccountId}:root",
            "${ManagementAccountId}:root",
            "trust-principal"),
        spoke(
            "the own account, which is the hub only in the hub",
            "${HubAccountId}:root",
            "${AWS::AccountId}:root",
            "trust-principal"),
        spoke(
            "a role's ARN is kept as its unique id",
            "AWS: " + HUB_ROOT,
            "AWS: " + HUB_ROLE,
            "trust-principal"),
        spoke("a user pool", "AWS: " + HUB_ROOT, "Federated: accounts.example", "trust-principal"),
        spoke(
            "a principal that is made elsewhere",
            "AWS: " + HUB_ROOT,
            "AWS: !ImportValue Somebody",
            "trust-unread"),
        spoke(
            "a principal kept in a parameter store",
            "AWS: " + HUB_ROOT,
            "AWS: \"{{resolve:ssm:somebody}}\"",
            "trust-principal"),
        spoke(
            "no word about the role",
            "ArnEquals:\n                aws:PrincipalArn: " + HUB_ROLE,
            "ArnEquals: {}",
            "trust-hub-condition",
            " Condition:"),
        spoke("any role of the hub", "role/security/hub-001\"", "role/*\"", "trust-hub-condition"),
        spoke(
            "the role's path is part of its ARN",
            "role/security/hub-001\"",
            "role/hub-001\"",
            "trust-hub-condition"),
        spoke(
            "one more role of the hub",
            "aws:PrincipalArn: " + HUB_ROLE,
            "aws:PrincipalArn: [" + HUB_ROLE + ", !Sub \"arn:aws:iam::${HubAccountId}:role/b\"]",
            "trust-hub-condition"),
        spoke(
            "an operator that holds where the key is missing",
            "ArnEquals:",
            "ArnEqualsIfExists:",
            "trust-hub-condition",
            "aws:PrincipalArn"),
        spoke(
            "a set operator that holds where the key is missing",
            "ArnEquals:",
            "ForAllValues:ArnEquals:",
            "trust-hub-condition",
            "aws:PrincipalArn"),
        spoke(
            "another organization",
            "aws:PrincipalOrgID: !Ref OrganizationId",
            "aws:PrincipalOrgID: o-another",
            "trust-organization-condition"),
        spoke(
            "an organization by pattern",
            "StringEquals:\n                aws:PrincipalOrgID: !Ref OrganizationId",
            "StringLike:\n                aws:PrincipalOrgID: o-*",
            "trust-organization-condition",
            "aws:PrincipalOrgID"),
        spoke(
            "every way of entering",
            "Action: sts:AssumeRole\n            Condition",
            "Action: sts:*\n            Condition",
            "trust-action"),
        spoke(
            "every action but one",
            "Action: sts:AssumeRole\n            Condition",
            "NotAction: sts:GetSessionToken\n            Condition",
            "trust-action"),
        spoke(
            "an effect that is made elsewhere",
            "Sid: HubOnly\n            Effect: Allow",
            "Sid: HubOnly\n            Effect: !ImportValue Effect",
            "trust-unread"),
        spoke(
            "a policy that is made elsewhere",
            "      AssumeRolePolicyDocument:\n",
            "      AssumeRolePolicyDocument: !ImportValue Trust\n      Old:\n",
            "trust-unread"),
        spoke(
            "no trust at all",
            "      AssumeRolePolicyDocument:\n",
            "      Old:\n",
            "trust-missing",
            "  Spoke:"),
        spoke(
            "a statement that is made elsewhere",
            "          - Sid: HubOnly\n",
            "          - !ImportValue Statement\n          - Sid: HubOnly\n",
            "trust-unread"),
        spoke(
            "a transform may write anything",
            "Parameters:",
            "Transform: AWS::LanguageExtensions\nParameters:",
            "template-unread"),
        spoke(
            "an included file may hold anything",
            "      Policies:",
            "      Fn::Transform: {Name: AWS::Include}\n      Policies:",
            "template-unread"),
        spoke(
            "the deployer writes roles only",
            "Resources:\n",
            "Resources:\n  Topic: {Type: AWS::SNS::Topic}\n",
            "template-resource-type"),
        spoke(
            "a resource without a type",
            "Resources:\n",
            "Resources:\n  Topic: {}\n",
            "template-resource-type"),
        spoke(
            "a second role of the name, whatever its case and path",
            "Resources:\n",
            "Resources:\n"
                + "  Other: {Type: AWS::IAM::Role, Properties: {RoleName: SPOKE-001, Path:"
                + " /security/other/, AssumeRolePolicyDocument: {Statement: {Effect: Deny}}}}\n",
            "role-name-twice",
            "RoleName: spoke-001"),
        organization(
            "no boundary",
            "PermissionsBoundary: " + BOUNDARY,
            "",
            "management-role-boundary",
            "  OrgReadOnly:"),
        organization(
            "another boundary",
            "policy/FleetAccess-Boundary",
            "policy/FleetAccess-Boundary2",
            "management-role-boundary",
            ""),
        organization("another path", "Path: /security/", "Path: /", "management-role-path", ""),
        spoke(
            "a policy for another role than the template's",
            "Resources:\n",
            "Resources:\n  Beside: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: admin,"
                + " PolicyDocument: "
                + DENIAL
                + "}}\n",
            "session-policy-uncovered"),
        organization("no path", "Path: /security/", "", "management-role-path", "  OrgReadOnly:"),
        organization(
            "a name that CloudFormation makes up",
            "RoleName: org-read-only-001",
            "",
            "management-role-name",
            "  OrgReadOnly:"),
        organization(
            "a policy that stands by itself",
            "Resources:\n",
            "Resources:\n  Policy: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: "
                + DENIAL
                + "}}\n",
            "management-managed-policy",
            ""),
        organization(
            "a role of the management account trusts the hub alone too",
            "AWS: " + HUB_ROOT,
            "Service: lambda.amazonaws.com",
            "trust-service-principal",
            ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void aHoleIsFoundAtItsLine(
      String reason, String file, String from, String to, String id, String at) {
    var files = SampleReleases.templates();
    edit(files, file, from, to);
    List<Finding> findings = examine(release(files));
    assertThat(findings)
        .extracting(finding -> finding.file() + " " + finding.severity() + " " + finding.id())
        .containsExactly(file + " " + Finding.Severity.ERROR + " " + id);
    String line = files.get(file).split("\n")[findings.getFirst().line() - 1];
    String before = SampleReleases.templates().get(file);
    int changed = firstDifference(before, files.get(file));
    if (at.isEmpty()) {
      assertThat(findings.getFirst().line()).as(line).isEqualTo(changed);
    } else {
      assertThat(line).contains(at);
    }
  }

  /** A row whose finding stands on the first line that the edit changes. */
  private static Arguments spoke(String reason, String from, String to, String id) {
    return spoke(reason, from, to, id, "");
  }

  /** A row whose finding stands on a line with the text {@code at}. */
  private static Arguments spoke(String reason, String from, String to, String id, String at) {
    return Arguments.of(reason, "spoke-role.yaml", from, to, id, at);
  }

  private static Arguments organization(
      String reason, String from, String to, String id, String at) {
    return Arguments.of(reason, "org-read-only-role.yaml", from, to, id, at);
  }

  private static int firstDifference(String before, String after) {
    String[] one = before.split("\n");
    String[] other = after.split("\n");
    int line = 0;
    while (line < Math.min(one.length, other.length) && one[line].equals(other[line])) {
      line++;
    }
    return line + 1;
  }
}
