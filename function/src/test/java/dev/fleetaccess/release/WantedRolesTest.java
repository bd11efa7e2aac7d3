package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WantedRolesTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final AccountId MEMBER = new AccountId("300000000001");

  @Test
  void theProjectsOwnSpokeIsReadWhole() {
    Release release = SampleReleases.release(SampleReleases.commit('a'));

    WantedRole role = release.roles(SPOKE, MEMBER, Traits.NONE).getFirst();

    assertThat(role.name()).isEqualTo("spoke-001");
    assertThat(role.path()).isEqualTo("/security/");
    assertThat(role.trust().orElseThrow()).contains("222222222222", "role/security/hub-001");
    assertThat(role.inline()).containsOnlyKeys("spoke");
    assertThat(role.inline().get("spoke")).isPresent();
    assertThat(role.attached()).isEmpty();
    assertThat(role.boundary()).isEqualTo(new WantedBoundary.None());
    assertThat(role.session()).contains("3600");
    assertThat(role.tags()).containsKeys(Digest.TAG, Release.MANAGED_BY);
  }

  @Test
  void whatOnlyTheManagementAccountHasIsReadThereOnly() {
    Release release = SampleReleases.release(SampleReleases.commit('a'));

    assertThat(
            release
                .roles("FleetAccess-OrgReadOnly", SampleReleases.MANAGEMENT, Traits.NONE)
                .getFirst())
        .extracting(WantedRole::boundary)
        .isEqualTo(
            new WantedBoundary.Policy("arn:aws:iam::111111111111:policy/FleetAccess-Boundary"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a policy of each account, Edge, arn:aws:iam::300000000001:policy/Edge",
    "one below a path, fleet/Edge, arn:aws:iam::300000000001:policy/fleet/Edge",
    "a name that begins like an ARN, arnold, arn:aws:iam::300000000001:policy/arnold",
    "one of AWS's, arn:aws:iam::aws:policy/ReadOnlyAccess, arn:aws:iam::aws:policy/ReadOnlyAccess"
  })
  void aBoundaryOfYourOwnIsAParameterOfTheSpoke(String reason, String given, String expected) {
    Map<String, String> files = SampleReleases.templates();
    files.merge(
        "fleet.yaml",
        "",
        (text, none) ->
            text.replace("parameters: {}", "parameters: {PermissionsBoundary: \"" + given + "\"}"));
    Release release = SampleReleases.release(SampleReleases.commit('a'), files);

    assertThat(release.roles(SPOKE, MEMBER, Traits.NONE).getFirst().boundary())
        .isEqualTo(new WantedBoundary.Policy(expected));
  }

  @Test
  void anOverrideGivesSomeAccountsAnotherBoundaryOrNone() {
    Map<String, String> files = SampleReleases.templates();
    files.merge(
        "fleet.yaml",
        "",
        (text, none) ->
            text.replace("parameters: {}", "parameters: {PermissionsBoundary: Edge}")
                .replace(
                    "overrides: []",
                    "overrides: [{accounts: [\"300000000001\"],"
                        + " parameters: {PermissionsBoundary: \"\"}}]"));
    Release release = SampleReleases.release(SampleReleases.commit('a'), files);

    assertThat(release.roles(SPOKE, MEMBER, Traits.NONE).getFirst().boundary())
        .isEqualTo(new WantedBoundary.None());
    assertThat(
            release.roles(SPOKE, new AccountId("300000000002"), Traits.NONE).getFirst().boundary())
        .isEqualTo(new WantedBoundary.Policy("arn:aws:iam::300000000002:policy/Edge"));
  }

  @Test
  void policiesBesideTheRoleBelongToIt() {
    WantedRole role =
        spoke(
            """
              Beside:
                Type: AWS::IAM::RolePolicy
                Properties:
                  RoleName: !Ref Spoke
                  PolicyName: beside
                  PolicyDocument: {Statement: []}
              Another:
                Type: AWS::IAM::Policy
                Properties:
                  Roles: [!Ref Spoke]
                  PolicyName: another
                  PolicyDocument: {Statement: [{Effect: Allow, Action: "a:b", Resource: !GetAtt Spoke.Arn}]}
              Managed:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  ManagedPolicyName: reads
                  Path: /security/
                  Roles: [!Ref Spoke]
                  PolicyDocument: {Statement: []}
            """);

    assertThat(role.inline()).containsOnlyKeys("spoke", "beside", "another");
    assertThat(role.inline().get("another")).as("only CloudFormation can tell it").isEmpty();
    assertThat(role.attached()).containsExactly("arn:aws:iam::300000000001:policy/security/reads");
    assertThat(role.attachedUntold()).isEmpty();
  }

  @Test
  void aPolicyWithoutANameIsToldByTheStacksName() {
    WantedRole role =
        spoke(
            """
              Managed:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  Roles: [!Ref Spoke]
                  PolicyDocument: {Statement: []}
            """);

    assertThat(role.attachedUntold())
        .containsExactly("arn:aws:iam::300000000001:policy/FleetAccess-Spoke-");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aBoundaryOfTheTemplateIsKnownAsFarAsItCanBe(
      String reason, String written, String made, WantedBoundary expected) {
    WantedRole role =
        only(
            "      PermissionsBoundary: "
                + written
                + "\n      MaxSessionDuration: !ImportValue Seconds\n"
                + "  Edge:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n"
                + made
                + "      PolicyDocument: {Statement: []}\n");

    assertThat(role.boundary()).isEqualTo(expected);
    assertThat(role.session()).as("only CloudFormation can tell it").isEmpty();
  }

  static Object[][] aBoundaryOfTheTemplateIsKnownAsFarAsItCanBe() {
    String own = "arn:aws:iam::300000000001:policy";
    return new Object[][] {
      {
        "referred to and named",
        "!Ref Edge",
        "      ManagedPolicyName: edge\n      Path: /fleet/\n",
        new WantedBoundary.Policy(own + "/fleet/edge")
      },
      {
        "by its attribute",
        "!GetAtt Edge.PolicyArn",
        "      ManagedPolicyName: edge\n",
        new WantedBoundary.Policy(own + "/edge")
      },
      {
        "named by CloudFormation",
        "!Ref Edge",
        "",
        new WantedBoundary.Untold(own + "/FleetAccess-Spoke-")
      },
      {
        "named by what nobody can tell",
        "!Ref Edge",
        "      ManagedPolicyName: !GetAtt Spoke.RoleId\n",
        new WantedBoundary.Untold(own + "/")
      },
      {
        "made by another stack",
        "!ImportValue Edge",
        "      ManagedPolicyName: edge\n",
        new WantedBoundary.Untold("")
      }
    };
  }

  @Test
  void aListThatNobodyCanReadCallsNothingForeign() {
    WantedRole role = only("      ManagedPolicyArns: !Split [',', !ImportValue Arns]\n");

    assertThat(role.attachedUntold()).containsExactly("");
  }

  @Test
  void anInlinePolicyThatNobodyCanNameCallsNothingForeign() {
    WantedRole role =
        spoke(
            """
              Beside:
                Type: AWS::IAM::RolePolicy
                Properties:
                  RoleName: !Ref Spoke
                  PolicyName: !ImportValue Name
                  PolicyDocument: {Statement: []}
            """);

    assertThat(role.inlineUntold()).isTrue();
  }

  @Test
  void theVariantThatTakesOverNamesTheRoleAndKeepsIt() throws JsonProcessingException {
    Map<String, String> files = SampleReleases.templates();
    files.merge(
        "spoke-role.yaml",
        "",
        (text, none) ->
            text.replace("RoleName: spoke-001", "RoleName: !Sub \"${Prefix}-001\"")
                .replace("Parameters:", "Parameters:\n  Prefix: {Type: String, Default: spoke}"));
    Release release = SampleReleases.release(SampleReleases.commit('a'), files);

    JsonNode variant = new ObjectMapper().readTree(release.importing(SPOKE, MEMBER, Traits.NONE));

    JsonNode role = variant.path("Resources").path("Spoke");
    assertThat(role.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
    assertThat(role.path("Properties").path("RoleName").asText()).isEqualTo("spoke-001");
    assertThat(role.path("Properties").path("AssumeRolePolicyDocument").isObject()).isTrue();
    assertThat(variant.path("Parameters").has("HubAccountId")).isTrue();
  }

  /** A template of one plain role with these properties more, and what stands below them. */
  private static WantedRole only(String more) {
    Map<String, String> files = SampleReleases.templates();
    files.put(
        "spoke-role.yaml",
        """
        Resources:
          Spoke:
            Type: AWS::IAM::Role
            Properties:
              RoleName: spoke-001
              AssumeRolePolicyDocument: {Statement: []}
        """
            + more);
    return SampleReleases.release(SampleReleases.commit('a'), files)
        .roles(SPOKE, MEMBER, Traits.NONE)
        .getFirst();
  }

  private static WantedRole spoke(String more) {
    Map<String, String> files = SampleReleases.templates();
    files.merge("spoke-role.yaml", "", (text, none) -> text.stripTrailing() + "\n" + more);
    return SampleReleases.release(SampleReleases.commit('a'), files)
        .roles(SPOKE, MEMBER, Traits.NONE)
        .getFirst();
  }
}
