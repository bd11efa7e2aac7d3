package dev.fleetaccess.guard;

import static dev.fleetaccess.guard.Examples.DENIAL;
import static dev.fleetaccess.guard.Examples.HUB_ROLE;
import static dev.fleetaccess.guard.Examples.HUB_ROOT;
import static dev.fleetaccess.guard.Examples.edit;
import static dev.fleetaccess.guard.Examples.examine;
import static dev.fleetaccess.guard.Examples.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.SampleReleases;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates that look unlike ours and are as good. */
class NearMissesTest {
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
            "Resources:\n  Policy: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: "
                + DENIAL
                + "}}\n"),
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

  private static Arguments passes(String reason, String from, String to) {
    return Arguments.of(reason, "spoke-role.yaml", from, to);
  }
}
