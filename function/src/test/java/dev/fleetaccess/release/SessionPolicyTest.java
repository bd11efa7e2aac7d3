package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionPolicyTest {
  private static final AccountId MEMBER = new AccountId("300000000001");
  private static final Release OWN = SampleReleases.release(SampleReleases.commit('a'));

  @Test
  void aMembersSessionKeepsItsOneStackAndItsOneRole() {
    String policy = SessionPolicy.of(MEMBER, List.of(OWN));

    assertThat(policy.length()).isLessThanOrEqualTo(SessionPolicy.LONGEST);
    assertThat(resources(policy))
        .containsOnly(
            "*",
            "arn:aws:cloudformation:us-east-1:300000000001:stack/FleetAccess-Spoke/*",
            "arn:aws:iam::300000000001:role/*spoke-001",
            "arn:aws:iam::300000000001:role/security/spoke-001");
    assertThat(policy).contains("iam:CreateRole", "iam:TagRole", "iam:PutRolePermissionsBoundary");
  }

  @Test
  void nothingIsAskedForThatCouldMakeMorePower() {
    assertThat(SessionPolicy.of(MEMBER, List.of(OWN)))
        .doesNotContain("iam:PassRole", "iam:*", "sts:", "cloudformation:*", "organizations:");
  }

  @Test
  void rolesAreWrittenByCloudFormationOnly() throws JsonProcessingException {
    for (JsonNode statement : statements(SessionPolicy.of(MEMBER, List.of(OWN)))) {
      boolean creates = statement.path("Action").toString().contains("iam:CreateRole");
      assertThat(statement.has("Condition")).isEqualTo(creates);
    }
  }

  @Test
  void onlyTheQuestionForAStackIsAskedOfEverything() throws JsonProcessingException {
    for (JsonNode statement : statements(SessionPolicy.of(MEMBER, List.of(OWN)))) {
      if (statement.path("Resource").toString().contains("\"*\"")) {
        assertThat(statement.path("Action").toString())
            .isEqualTo("[\"cloudformation:DescribeStackResources\"]");
      }
    }
  }

  @Test
  void theHubAndTheManagementAccountHaveTheirOwn() {
    assertThat(resources(SessionPolicy.of(SampleReleases.HUB, List.of(OWN))))
        .contains(
            "arn:aws:iam::222222222222:role/security/hub-001",
            "arn:aws:iam::222222222222:role/security/spoke-001");
    assertThat(resources(SessionPolicy.of(SampleReleases.MANAGEMENT, List.of(OWN))))
        .contains("arn:aws:iam::111111111111:role/security/org-read-only-001")
        .noneMatch(resource -> resource.contains("spoke-001"));
  }

  @Test
  void whatTheReleaseBeforeMadeCanBeRemoved() {
    Release before = changed("RoleName: spoke-001", "RoleName: spoke-000");

    assertThat(resources(SessionPolicy.of(MEMBER, List.of(OWN, before))))
        .contains(
            "arn:aws:iam::300000000001:role/security/spoke-000",
            "arn:aws:iam::300000000001:role/security/spoke-001");
  }

  @Test
  void aNameThatCloudFormationMakesUpIsCoveredByItsBeginning() {
    Release release = changed("      RoleName: spoke-001\n", "");

    assertThat(resources(SessionPolicy.of(MEMBER, List.of(release))))
        .contains("arn:aws:iam::300000000001:role/security/FleetAccess-*");
  }

  @Test
  void whatWouldBeTooLongIsNamedByPath() {
    var releases = new ArrayList<Release>();
    for (int i = 0; i < 20; i++) {
      releases.add(
          changed("RoleName: spoke-001", "RoleName: spoke-of-a-long-name-%03d".formatted(i)));
    }

    String policy = SessionPolicy.of(MEMBER, releases);

    assertThat(policy.length()).isLessThanOrEqualTo(SessionPolicy.LONGEST);
    assertThat(resources(policy)).contains("arn:aws:iam::300000000001:role/security/*");
  }

  @Test
  void managedPoliciesThatWouldBeTooLongAreNamedByPathToo() {
    Release release = with(managed("one", 20));

    String policy = SessionPolicy.of(MEMBER, List.of(release));

    assertThat(policy.length()).isLessThanOrEqualTo(SessionPolicy.LONGEST);
    assertThat(resources(policy)).contains("arn:aws:iam::300000000001:policy/security/*");
  }

  @Test
  void whatFitsInNoFormIsMadeForTheReleaseThatIsBrought() {
    Release brought = with(managed("brought", 1));
    List<Release> releases = List.of(brought, with(scattered("before")), with(scattered("older")));

    String policy = SessionPolicy.of(MEMBER, releases);

    assertThat(SessionPolicy.length(MEMBER, releases)).isGreaterThan(SessionPolicy.LONGEST);
    assertThat(policy.length()).isLessThanOrEqualTo(SessionPolicy.LONGEST);
    assertThat(resources(policy))
        .contains("arn:aws:iam::300000000001:policy/security/brought-000")
        .noneMatch(resource -> resource.contains("before"));
  }

  private static String managed(String name, int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          """
            Managed%1$03d:
              Type: AWS::IAM::ManagedPolicy
              Properties:
                ManagedPolicyName: %2$s-%1$03d
                Path: /security/
                PolicyDocument: {Statement: []}
          """
              .formatted(i, name));
    }
    return text.toString();
  }

  /** Each under a path of its own. */
  private static String scattered(String name) {
    String text = managed(name, 20);
    for (int i = 0; i < 20; i++) {
      text = text.replaceFirst("Path: /security/\n", "Path: /" + name + "/" + i + "/\n");
    }
    return text;
  }

  @Test
  void managedPoliciesOfATemplateAreCovered() {
    Release release =
        with(
            """
              Managed:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  ManagedPolicyName: reads
                  Path: /security/
                  Roles: [!Ref Spoke]
                  PolicyDocument: {Statement: []}
            """);

    assertThat(resources(SessionPolicy.of(MEMBER, List.of(release))))
        .contains("arn:aws:iam::300000000001:policy/security/reads");
    assertThat(SessionPolicy.uncovered(release, "FleetAccess-Spoke", MEMBER)).isEmpty();
  }

  @Test
  void whatTheyCannotCoverIsFound() {
    Release release =
        with(
            """
              ForUsers:
                Type: AWS::IAM::Policy
                Properties: {PolicyName: a, Users: [kim], PolicyDocument: {Statement: []}}
              Elsewhere:
                Type: AWS::IAM::RolePolicy
                Properties: {PolicyName: b, RoleName: another, PolicyDocument: {Statement: []}}
              Unreadable:
                Type: AWS::IAM::Role
                Properties: {RoleName: !ImportValue name, AssumeRolePolicyDocument: {Statement: []}}
            """);

    assertThat(SessionPolicy.uncovered(release, "FleetAccess-Spoke", MEMBER))
        .extracting(Finding::message)
        .satisfiesExactly(
            message -> assertThat(message).contains("'ForUsers'", "users or groups"),
            message -> assertThat(message).contains("'Elsewhere'", "does not make"),
            message -> assertThat(message).contains("'Unreadable'", "cannot be read"));
  }

  private static Release changed(String one, String other) {
    Map<String, String> files = SampleReleases.templates();
    files.merge("spoke-role.yaml", "", (text, none) -> text.replace(one, other));
    return SampleReleases.release(SampleReleases.commit('b'), files);
  }

  private static Release with(String more) {
    Map<String, String> files = SampleReleases.templates();
    files.merge("spoke-role.yaml", "", (text, none) -> text.stripTrailing() + "\n" + more);
    return SampleReleases.release(SampleReleases.commit('b'), files);
  }

  private static JsonNode statements(String policy) throws JsonProcessingException {
    return new ObjectMapper().readTree(policy).path("Statement");
  }

  private static List<String> resources(String policy) {
    try {
      JsonNode statements = statements(policy);
      return IntStream.range(0, statements.size())
          .mapToObj(i -> statements.get(i).path("Resource"))
          .flatMap(list -> IntStream.range(0, list.size()).mapToObj(list::get))
          .map(JsonNode::asText)
          .distinct()
          .collect(Collectors.toList());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
