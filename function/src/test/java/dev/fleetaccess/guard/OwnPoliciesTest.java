package dev.fleetaccess.guard;

import static dev.fleetaccess.guard.Examples.edit;
import static dev.fleetaccess.guard.Examples.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.SampleReleases;
import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the project's own roles grant, as they come out in an account. */
class OwnPoliciesTest {
  private final Map<String, String> files = SampleReleases.templates();

  @BeforeEach
  void takeCloudTrailLakeIn() {
    edit(
        files,
        "fleet.yaml",
        "  - name: FleetAccess-Spoke",
        "  - {name: FleetAccess-CloudTrailLake, template: cloudtrail-lake-read-role.yaml,"
            + " in: organization}\n  - name: FleetAccess-Spoke");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hub-role.yaml",
        "org-read-only-role.yaml",
        "cloudtrail-lake-read-role.yaml",
        "spoke-role.yaml",
        "access-role.yaml"
      })
  void noTemplateNamesAPartitionOrGrantsAWholeService(String file) {
    assertThat(files.get(file))
        .doesNotContain("arn:aws")
        .doesNotContainPattern("- [a-z0-9-]+:\\*")
        .doesNotContain("Action: \"*\"");
    assertThat(files.get(file).chars().max().orElseThrow())
        .as("IAM takes no character beyond U+00FF in a policy; ASCII is enough")
        .isLessThan(128);
  }

  @Test
  void everyRoleHasItsNameAndPathAndOnePolicyWithinItsLimit() {
    for (Sample sample : samples(release(files))) {
      PlacedRole role = sample.role();
      assertThat(role.arn("aws"))
          .contains("arn:aws:iam::" + sample.account() + ":role/security/" + sample.name());
      var policies = (YamlValue.Sequence) role.properties().value("Policies").orElseThrow();
      assertThat(policies.items()).hasSize(1);
      assertThat(SizesFit.characters(policies.items().getFirst()))
          .as("characters of " + sample.name() + "'s policy, far below IAM's 10,240")
          .isLessThan(8_000);
      assertThat(
              SizesFit.characters(
                  role.properties().value("AssumeRolePolicyDocument").orElseThrow()))
          .as("characters of " + sample.name() + "'s trust, IAM's default quota")
          .isLessThan(2_048);
    }
  }

  @Test
  void unlessTheManifestSaysSoABoundaryStandsInTheManagementAccountAlone() {
    edit(files, "fleet.yaml", "in: spokes ", "in: [spokes, organization] ");
    Release release = release(files);
    var examined = new Examined(release, Optional.empty(), Examples.surroundings());
    assertThat(examined.roles(SampleReleases.MANAGEMENT))
        .hasSize(3)
        .allSatisfy(
            role ->
                assertThat(role.properties().value("PermissionsBoundary").flatMap(Values::text))
                    .contains("arn:aws:iam::111111111111:policy/FleetAccess-Boundary"));
    assertThat(examined.roles(Examined.MEMBER))
        .singleElement()
        .satisfies(role -> assertThat(role.properties().entry("PermissionsBoundary")).isEmpty());
  }

  @Test
  void aBoundaryOfYourOwnBoundsMembersAndTheManagementAccountKeepsItsOwn() {
    edit(files, "fleet.yaml", "in: spokes ", "in: [spokes, organization] ");
    edit(files, "fleet.yaml", "parameters: {}", "parameters: {PermissionsBoundary: Edge}");
    Release release = release(files);
    var examined = new Examined(release, Optional.empty(), Examples.surroundings());
    assertThat(List.of(SampleReleases.MANAGEMENT, SampleReleases.HUB, Examined.MEMBER))
        .extracting(
            account ->
                examined.roles(account).stream()
                    .filter(role -> role.id().equals("Spoke"))
                    .findFirst()
                    .flatMap(role -> role.properties().value("PermissionsBoundary"))
                    .flatMap(Values::text)
                    .orElse("none"))
        .containsExactly(
            "arn:aws:iam::111111111111:policy/FleetAccess-Boundary",
            "arn:aws:iam::222222222222:policy/Edge",
            "arn:aws:iam::000000000000:policy/Edge");
    assertThat(Examples.examine(release)).isEmpty();
  }

  @Test
  void theHubEntersTheFleetsRolesInItsOrganizationAndNoOther() {
    YamlValue.Mapping statement = statement("FleetAccess-Hub", "EnterTheFleet");
    assertThat(texts(statement, "Action")).containsExactly("sts:AssumeRole");
    assertThat(texts(statement, "Resource"))
        .containsExactly(
            "arn:aws:iam::*:role/security/spoke-001",
            "arn:aws:iam::111111111111:role/security/org-read-only-001",
            "arn:aws:iam::111111111111:role/security/cloudtrail-lake-read-role");
    var equal = (YamlValue.Mapping) mapping(statement, "Condition").value("StringEquals").get();
    assertThat(texts(equal, "aws:ResourceOrgID")).containsExactly("o-fleetlocal1");
  }

  @Test
  void theHubsOwnPrincipalsAreThoseOfTheManifest() {
    assertThat(trusted()).containsExactly("Proof", "Services");
    edit(files, "fleet.yaml", "HubServices: lambda.amazonaws.com", "HubServices: \"\"");
    assertThat(trusted()).containsExactly("Proof");
    edit(
        files,
        "fleet.yaml",
        "HubServices: \"\"",
        "HubPrincipals: \"arn:aws:iam::222222222222:role/a,arn:aws:iam::222222222222:user/b\"");
    assertThat(trusted()).containsExactly("Proof", "Principals");
  }

  @Test
  void theSpokeLooksAtEveryServiceOfTheListAndWritesNothing() {
    List<String> actions = texts(statement("FleetAccess-Spoke", "ReadConfiguration"), "Action");
    assertThat(actions)
        .allSatisfy(
            pattern ->
                assertThat(ServiceReference.get().matching(pattern))
                    .as(pattern)
                    .isNotEmpty()
                    .allMatch(action -> action.level().onlyReads()));
    assertThat(actions.stream().map(action -> action.substring(0, action.indexOf(':'))).distinct())
        .containsExactlyInAnyOrder(
            ("apigateway cloudformation cloudfront cloudtrail config ec2 elasticbeanstalk"
                    + " elasticloadbalancing es events firehose guardduty iam inspector2 kms lambda"
                    + " lightsail logs rds redshift route53 route53domains s3 shield sns support"
                    + " waf-regional wafv2")
                .split(" "));
    assertThat(spoke().actions().keySet())
        .allMatch(action -> ServiceReference.get().action(action).get().level().onlyReads())
        .hasSizeGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:GetObject*",
        "s3:GetDataAccess",
        "s3:ListBucket",
        "lambda:GetFunction",
        "lambda:GetLayerVersion",
        "logs:GetLogEvents",
        "logs:FilterLogEvents",
        "logs:StartQuery",
        "logs:GetQueryResults",
        "logs:StartLiveTail",
        "logs:Unmask",
        "ec2:GetPasswordData",
        "ec2:GetConsole*",
        "ec2:GetLaunchTemplateData",
        "ec2:DescribeInstanceAttribute",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:DescribeSpotFleetRequests",
        "ec2:DescribeSpotInstanceRequests",
        "ec2:DescribeConversionTasks",
        "ec2:DescribeBundleTasks",
        "ec2:DescribeImport*Tasks",
        "ec2:DescribeVerifiedAccessTrustProviders",
        "ec2:DescribeVpnConnections",
        "ec2:GetVpnConnectionDeviceSampleConfiguration",
        "rds:Download*",
        "redshift:GetClusterCredentials*",
        "lightsail:GetInstanceAccessDetails",
        "lightsail:DownloadDefaultKeyPair",
        "lightsail:GetRelationalDatabaseMasterUserPassword",
        "lightsail:GetBucketAccessKeys",
        "lightsail:GetContainer*",
        "es:ESHttp*",
        "cloudtrail:GetQueryResults",
        "cloudtrail:GetEventDataStoreData",
        "support:DescribeAttachment",
        "support:DescribeCommunication*",
        "support:DescribeCases",
        "redshift:*Quer*",
        "wafv2:GetDecryptedAPIKey",
        "inspector2:BatchGetCodeSnippet",
        "elasticbeanstalk:DescribeConfigurationSettings",
        "secretsmanager:*",
        "ssm:*",
        "kms:Decrypt",
        "sts:AssumeRole"
      })
  void theSpokeReadsNeitherSecretsNorContent(String pattern) {
    assertThat(ServiceReference.get().matching(pattern))
        .isNotEmpty()
        .allMatch(action -> spoke().grantOf(action.name()).isEmpty());
  }

  /**
   * What a pattern stands for grows with the reference. Whoever adds a line to the list has read
   * what the action returns, and denies it where that is content.
   */
  @Test
  void everyReadOfTheSpokeWasLookedAt() throws IOException {
    List<String> looked =
        Files.readAllLines(Path.of("src", "test", "resources", "spoke-reads.txt"));
    assertThat(spoke().actions().keySet())
        .as("look at what is new: deny it, or add it to spoke-reads.txt; take out what is gone")
        .containsExactlyElementsOf(looked);
  }

  @Test
  void theSpokeReadsNoApiKey() {
    YamlValue.Mapping keys = statement("FleetAccess-Spoke", "ApiKeysStayHere");
    assertThat(texts(keys, "Effect")).containsExactly("Deny");
    assertThat(texts(keys, "Resource"))
        .allSatisfy(
            arn ->
                assertThat(ServiceReference.get().hasResource("apigateway", arn)).as(arn).isTrue());
  }

  @Test
  void theFleetsRolesAreOutOfTheSpokesReach() {
    YamlValue.Mapping denied = statement("FleetAccess-Spoke", "FleetRolesStayAsTheyAre");
    assertThat(texts(denied, "Effect")).containsExactly("Deny");
    assertThat(texts(denied, "Action")).contains("sts:AssumeRole", "iam:Put*", "iam:Update*");
    assertThat(texts(denied, "Resource")).containsExactly("arn:aws:iam::*:role/security/*");
  }

  @Test
  void respondersGetTheirFewWritesWhereTheManifestSaysSoAndNotInTheManagementAccount() {
    edit(files, "fleet.yaml", "in: spokes ", "in: [spokes, organization] ");
    edit(files, "fleet.yaml", "parameters: {}", "parameters: {Respond: \"true\"}");
    assertThat(writes(Examined.MEMBER))
        .hasSize(11)
        .contains("iam:UpdateAccessKey", "ec2:StopInstances");
    assertThat(writes(SampleReleases.MANAGEMENT)).isEmpty();
    assertThat(Examples.examine(release(files))).isEmpty();
  }

  private List<String> writes(AccountId account) {
    var examined = new Examined(release(files), Optional.empty(), Examples.surroundings());
    return examined.powers(account).stream()
        .filter(powers -> powers.role().id().equals("Spoke"))
        .flatMap(powers -> powers.actions().keySet().stream())
        .filter(action -> !ServiceReference.get().action(action).get().level().onlyReads())
        .toList();
  }

  private RolePowers spoke() {
    var examined = new Examined(release(files), Optional.empty(), Examples.surroundings());
    return examined.powers(Examined.MEMBER).getFirst();
  }

  @Test
  void aProofSessionOfTheHubOnlyEntersTheFleetsRoles() {
    YamlValue.Mapping denied = statement("FleetAccess-Hub", "ProofOnlyEnters");
    assertThat(texts(denied, "Effect")).containsExactly("Deny");
    assertThat(texts(denied, "NotAction")).containsExactly("sts:AssumeRole");
    YamlValue.Mapping elsewhere = statement("FleetAccess-Hub", "ProofEntersTheFleetAlone");
    assertThat(texts(elsewhere, "Effect")).containsExactly("Deny");
    assertThat(texts(elsewhere, "Action")).containsExactly("sts:AssumeRole");
    assertThat(texts(elsewhere, "NotResource"))
        .isEqualTo(texts(statement("FleetAccess-Hub", "EnterTheFleet"), "Resource"));
    assertThat(flat(mapping(elsewhere, "Condition"))).isEqualTo(flat(mapping(denied, "Condition")));
  }

  @Test
  void everythingIsOfTheOrganizationsPartition() {
    var facts = new OrganizationFacts("o-fleetlocal1", SampleReleases.MANAGEMENT, "aws-us-gov");
    String worker = "arn:aws-us-gov:iam::111111111111:role/FleetAccess-Worker";
    var source = new ReleaseSource(SampleReleases.commit('f'), facts, worker, files);
    Release release = ReleaseReader.read(source).release().orElseThrow();
    for (Sample sample : samples(release)) {
      assertThat(flat(sample.role().properties()))
          .filteredOn(text -> text.startsWith("arn:"))
          .isNotEmpty()
          .allMatch(text -> text.startsWith("arn:aws-us-gov:"));
    }
  }

  private record Sample(AccountId account, String name, PlacedRole role) {}

  private static List<Sample> samples(Release release) {
    return List.of(
        sample(release, "FleetAccess-Hub", SampleReleases.HUB, "hub-001"),
        sample(release, "FleetAccess-OrgReadOnly", SampleReleases.MANAGEMENT, "org-read-only-001"),
        sample(
            release,
            "FleetAccess-CloudTrailLake",
            SampleReleases.MANAGEMENT,
            "cloudtrail-lake-read-role"),
        sample(release, "FleetAccess-Spoke", SampleReleases.HUB, "spoke-001"));
  }

  private static Sample sample(Release release, String stack, AccountId account, String name) {
    var examined = new Examined(release, Optional.empty(), Examples.surroundings());
    return new Sample(
        account,
        name,
        examined.roles(account).stream()
            .filter(role -> role.stack().name().equals(stack))
            .findFirst()
            .orElseThrow());
  }

  private YamlValue.Mapping statement(String stack, String sid) {
    Release release = release(files);
    Manifest.Stack declared = release.manifest().stack(stack).orElseThrow();
    return samples(release).stream()
        .filter(sample -> sample.role().stack().equals(declared))
        .flatMap(sample -> statements(policy(sample.role())))
        .filter(statement -> texts(statement, "Sid").contains(sid))
        .findFirst()
        .orElseThrow();
  }

  private List<String> trusted() {
    PlacedRole hub = samples(release(files)).getFirst().role();
    return statements(mapping(hub.properties(), "AssumeRolePolicyDocument"))
        .flatMap(statement -> texts(statement, "Sid").stream())
        .toList();
  }

  private static YamlValue.Mapping policy(PlacedRole role) {
    var policies = (YamlValue.Sequence) role.properties().value("Policies").orElseThrow();
    return mapping((YamlValue.Mapping) policies.items().getFirst(), "PolicyDocument");
  }

  private static Stream<YamlValue.Mapping> statements(YamlValue.Mapping document) {
    return ((YamlValue.Sequence) document.value("Statement").orElseThrow())
        .items().stream().map(YamlValue.Mapping.class::cast);
  }

  private static YamlValue.Mapping mapping(YamlValue.Mapping in, String key) {
    return (YamlValue.Mapping) in.value(key).orElseThrow();
  }

  private static List<String> texts(YamlValue.Mapping in, String key) {
    return in.value(key).flatMap(Values::texts).orElseThrow();
  }

  private static List<String> flat(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar -> List.of(scalar.text());
      case YamlValue.Sequence sequence ->
          sequence.items().stream().flatMap(item -> flat(item).stream()).toList();
      case YamlValue.Mapping mapping ->
          mapping.entries().stream().flatMap(entry -> flat(entry.value()).stream()).toList();
    };
  }
}
