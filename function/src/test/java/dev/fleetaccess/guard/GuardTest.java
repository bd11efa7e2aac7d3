package dev.fleetaccess.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {
  private static final Set<String> DEPLOYED =
      Set.of("OrganizationAccountAccessRole", "AWSControlTowerExecution");
  private static final String HUB_ROOT = "!Sub \"arn:${AWS::Partition}:iam::${HubAccountId}:root\"";
  private static final String HUB_ROLE =
      "!Sub \"arn:${AWS::Partition}:iam::${HubAccountId}:role/security/hub-001\"";
  private static final String BOUNDARY =
      "!Sub \"arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/FleetAccess-Boundary\"";

  @Test
  void nothingIsFoundInTheProjectsOwnTemplates() {
    assertThat(examine(SampleReleases.release(SampleReleases.commit('a')))).isEmpty();
  }

  @Test
  void nothingIsFoundWhereTheSpokeAndCloudTrailLakeStandInTheManagementAccountToo() {
    var files = SampleReleases.templates();
    edit(files, "fleet.yaml", "in: spokes ", "in: [spokes, organization] ");
    edit(
        files,
        "fleet.yaml",
        "  - name: FleetAccess-Spoke",
        "  - {name: FleetAccess-CloudTrailLake, template: cloudtrail-lake-read-role.yaml,"
            + " in: organization}\n  - name: FleetAccess-Spoke");
    assertThat(examine(release(files))).isEmpty();
  }

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
                + "  Other: {Type: AWS::IAM::Role, Properties: {RoleName: SPOKE-001,"
                + " AssumeRolePolicyDocument: {Statement: {Effect: Deny}}}}\n",
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
            "Resources:\n  Policy: {Type: AWS::IAM::ManagedPolicy}\n",
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

  static Stream<Arguments> accepted() {
    return Stream.of(
        passes("an account id means its root", "AWS: " + HUB_ROOT, "AWS: !Ref HubAccountId"),
        passes("a list of one", "AWS: " + HUB_ROOT, "AWS: [" + HUB_ROOT + "]"),
        passes(
            "another exact operator",
            "ArnEquals:\n                aws:PrincipalArn: "
                + HUB_ROLE
                + "\n              StringEquals:",
            "StringEquals:\n                aws:PrincipalArn: " + HUB_ROLE),
        passes("a pattern without a wildcard", "ArnEquals:", "ArnLike:"),
        passes("a key in other letters", "aws:PrincipalArn: !Sub", "AWS:principalarn: !Sub"),
        passes(
            "an id demanded on top",
            "aws:PrincipalOrgID: !Ref OrganizationId",
            "{aws:PrincipalOrgID: !Ref OrganizationId, sts:ExternalId: x}"),
        passes(
            "a part joined",
            HUB_ROLE,
            "!Join [\":\", [!Sub \"arn:${AWS::Partition}:iam:\", !Ref HubAccountId,"
                + " role/security/hub-001]]"),
        passes(
            "a deny narrows",
            "          - Sid: HubOnly\n",
            "          - {Effect: Deny, Principal: \"*\", Action: sts:AssumeRole, Condition:"
                + " {Bool: {aws:MultiFactorAuthPresent: false}}}\n          - Sid: HubOnly\n"),
        passes(
            "a statement that is not made anywhere",
            "          - Sid: HubOnly\n",
            "          - !If [Never, {Effect: Allow, Principal: \"*\"}, !Ref AWS::NoValue]\n"
                + "          - Sid: HubOnly\n"),
        passes(
            "a role that is not made anywhere",
            "Resources:\n",
            "Resources:\n  Other: {Type: AWS::IAM::Role, Condition: Never}\n"),
        passes(
            "a managed policy outside the management account",
            "Resources:\n",
            "Resources:\n  Policy: {Type: AWS::IAM::ManagedPolicy}\n"),
        Arguments.of(
            "a path below", "org-read-only-role.yaml", "Path: /security/", "Path: /security/org/"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void aNearMissPasses(String reason, String file, String from, String to) {
    var files = SampleReleases.templates();
    edit(files, file, from, to);
    if (file.equals("spoke-role.yaml")) {
      edit(files, file, "Conditions:\n", "Conditions:\n  Never: !Equals [a, b]\n");
    }
    assertThat(examine(release(files))).isEmpty();
  }

  @Test
  void theHubIsToldByItsRolesWhereverItsTemplateMakesThem() {
    var files = SampleReleases.templates();
    edit(files, "hub-role.yaml", "RoleName: hub-001", "RoleName: hub-002");
    assertThat(examine(release(files))).extracting(Finding::id).containsOnly("trust-hub-condition");
  }

  @Test
  void aHubRoleThatIsMadeElsewhereMayBeTrustedByItsExactName() {
    var files = SampleReleases.templates();
    edit(files, "fleet.yaml", "name: FleetAccess-Hub\n", "name: FleetAccess-Hub2\n");
    files.put(
        "fleet.yaml",
        files
            .get("fleet.yaml")
            .replaceFirst("(?s)  - name: FleetAccess-Hub2.*?(?=  - name: FleetAccess-Org)", ""));
    assertThat(examine(release(files))).isEmpty();
    edit(files, "spoke-role.yaml", "role/security/hub-001\"", "role/security/hub-*\"");
    assertThat(examine(release(files)))
        .extracting(Finding::id)
        .containsExactly("trust-hub-condition");
  }

  static Stream<Arguments> hubs() {
    return Stream.of(
        Arguments.of("not in the organization", Optional.empty(), "hub-not-in-organization"),
        Arguments.of("closed", hub(AccountState.CLOSED), "hub-not-usable"),
        Arguments.of("suspended", hub(AccountState.SUSPENDED), "hub-not-usable"),
        Arguments.of("not signed up", hub(AccountState.PENDING_ACTIVATION), "hub-not-usable"),
        Arguments.of("closing, works still", hub(AccountState.PENDING_CLOSURE), ""),
        Arguments.of("another account was looked up", other(), "hub-not-in-organization"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hubs")
  void theHubWorksOrIsFound(String reason, Optional<Account> hub, String id) {
    var surroundings = new Surroundings(SampleReleases.FACTS, hub, DEPLOYED);
    var findings =
        Guard.examine(
            SampleReleases.release(SampleReleases.commit('a')), Optional.empty(), surroundings);
    assertThat(findings)
        .extracting(Finding::id)
        .containsExactlyElementsOf(id.isEmpty() ? List.of() : List.of(id));
    assertThat(findings).allMatch(f -> f.file().equals("fleet.yaml") && f.line() == 8);
  }

  @Test
  void anAccessRoleThatIsNotDeployedNamesTheCommand() {
    var surroundings =
        new Surroundings(
            SampleReleases.FACTS,
            hub(AccountState.ACTIVE),
            Set.of("OrganizationAccountAccessRole", "Other"));
    assertThat(
            Guard.examine(
                SampleReleases.release(SampleReleases.commit('a')), Optional.empty(), surroundings))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.id()).isEqualTo("access-role-not-deployed");
              assertThat(finding.message())
                  .contains(
                      "`cdk deploy -c"
                          + " accessRoles=OrganizationAccountAccessRole,Other,AWSControlTowerExecution`");
            });
  }

  @Test
  void aRegionThatChangesIsFoundAndOneThatStaysIsNot() {
    Release current = SampleReleases.release(SampleReleases.commit('a'));
    var files = SampleReleases.templates();
    edit(files, "fleet.yaml", "region: us-east-1", "region: eu-west-1");
    assertThat(Guard.examine(release(files), Optional.of(current), surroundings()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.id()).isEqualTo("region-changed");
              assertThat(finding.line()).isEqualTo(10);
              assertThat(finding.message()).contains("write 'region: us-east-1' again");
            });
    assertThat(Guard.examine(release(files), Optional.empty(), surroundings())).isEmpty();
    assertThat(Guard.examine(current, Optional.of(current), surroundings())).isEmpty();
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

  private static Arguments passes(String reason, String from, String to) {
    return Arguments.of(reason, "spoke-role.yaml", from, to);
  }

  private static List<Finding> examine(Release release) {
    return Guard.examine(release, Optional.empty(), surroundings());
  }

  private static Release release(Map<String, String> files) {
    return SampleReleases.release(SampleReleases.commit('e'), files);
  }

  private static Surroundings surroundings() {
    return new Surroundings(SampleReleases.FACTS, hub(AccountState.ACTIVE), DEPLOYED);
  }

  private static Optional<Account> hub(AccountState state) {
    return Optional.of(new Account(SampleReleases.HUB, "security", state, Optional.empty()));
  }

  private static Optional<Account> other() {
    return Optional.of(
        new Account(new AccountId("333333333333"), "other", AccountState.ACTIVE, Optional.empty()));
  }

  private static void edit(Map<String, String> files, String file, String from, String to) {
    assertThat(files.get(file)).as("what the row edits").contains(from);
    files.compute(file, (name, text) -> text.replace(from, to));
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
