package dev.fleetaccess.guard;

import static dev.fleetaccess.guard.Examples.DEPLOYED;
import static dev.fleetaccess.guard.Examples.edit;
import static dev.fleetaccess.guard.Examples.examine;
import static dev.fleetaccess.guard.Examples.hub;
import static dev.fleetaccess.guard.Examples.other;
import static dev.fleetaccess.guard.Examples.release;
import static dev.fleetaccess.guard.Examples.surroundings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {
  private static final String ONE = "accounts: [\"333333333333\"]";
  private static final String HUB = "accounts: [\"222222222222\"]";
  private static final String WORD = "Word: hocuspocus";
  private static final String RESPOND = "Respond: \"true\"";

  @Test
  void theProjectsOwnTemplatesGiveOneWarning() {
    assertThat(
            Guard.examine(
                SampleReleases.release(SampleReleases.commit('a')),
                Optional.empty(),
                surroundings()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
              assertThat(finding.id()).isEqualTo("hub-compute-service");
              assertThat(finding.file()).isEqualTo("hub-role.yaml");
              String[] lines = SampleReleases.templates().get("hub-role.yaml").split("\n");
              assertThat(lines[finding.line() - 1]).contains("Service: !Ref HubServices");
            });
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
        examine(SampleReleases.release(SampleReleases.commit('a')), Optional.empty(), surroundings);
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
            examine(
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
  void noFindingNamesWhatATemplateCallsSecret() {
    var files = SampleReleases.templates();
    edit(
        files,
        "hub-role.yaml",
        "Parameters:\n",
        "Parameters:\n  Word: {Type: String, NoEcho: true, Default: abracadabra}\n");
    edit(
        files,
        "hub-role.yaml",
        "aws:RequestTag/fleetaccess:purpose: proof\n",
        "aws:RequestTag/fleetaccess:purpose: proof\n                sts:ExternalId: !Ref Word\n");
    Release current = release(files);
    edit(files, "hub-role.yaml", "Action: [sts:AssumeRole, sts:TagSession]", "Action: \"sts:*\"");
    assertThat(examine(release(files), Optional.of(current), surroundings()))
        .extracting(Finding::id)
        .containsExactly("change-gains-principals");
    assertThat(examine(release(files), Optional.of(current), surroundings()).toString())
        .contains("sts:ExternalId = ****")
        .doesNotContain("abracadabra");
  }

  @Test
  void aSecretThatAnOverrideGivesIsNotNamedEither() {
    var files = SampleReleases.templates();
    edit(files, "fleet.yaml", "in: hub ", "in: hub\n    overrides: " + overrides(HUB, WORD) + " ");
    edit(
        files,
        "hub-role.yaml",
        "Parameters:\n",
        "Parameters:\n  Word: {Type: String, NoEcho: true, Default: abracadabra}\n");
    edit(
        files,
        "hub-role.yaml",
        "aws:RequestTag/fleetaccess:purpose: proof\n",
        "aws:RequestTag/fleetaccess:purpose: proof\n                sts:ExternalId: !Ref Word\n");
    Release current = release(files);
    edit(files, "hub-role.yaml", "Action: [sts:AssumeRole, sts:TagSession]", "Action: \"sts:*\"");

    assertThat(examine(release(files), Optional.of(current), surroundings()).toString())
        .contains("sts:ExternalId = ****")
        .doesNotContain("hocuspocus");
  }

  @Test
  void whatAnOverrideGivesIsHeldAgainstWhatItGaveBefore() {
    var files = SampleReleases.templates();
    edit(files, "fleet.yaml", "overrides: []", "overrides: " + overrides(ONE, RESPOND));
    Release overridden = release(files);
    Release plain = SampleReleases.release(SampleReleases.commit('a'));

    assertThat(examine(overridden, Optional.of(plain), surroundings()))
        .as("some account gets more than before")
        .extracting(Finding::id)
        .contains("change-gains-actions");
    assertThat(examine(overridden, Optional.of(overridden), surroundings()))
        .as("it had that already")
        .isEmpty();
    edit(files, "fleet.yaml", overrides(ONE, RESPOND), overrides("tags: {env: lab}", RESPOND));
    assertThat(examine(release(files), Optional.of(overridden), surroundings()))
        .as("others get it now")
        .extracting(Finding::id)
        .contains("change-gains-actions");
  }

  @Test
  void aRoleThatAnOverrideNamesIsNotMadeAnewByEachRelease() {
    var files = SampleReleases.templates();
    edit(
        files,
        "spoke-role.yaml",
        "Parameters:\n",
        "Parameters:\n  Name: {Type: String, Default: spoke-001}\n");
    edit(files, "spoke-role.yaml", "RoleName: spoke-001", "RoleName: !Ref Name");
    edit(files, "fleet.yaml", "overrides: []", "overrides: " + overrides(ONE, "Name: spoke-002"));
    Release current = release(files);
    assertThat(examine(current, Optional.of(current), surroundings())).isEmpty();

    edit(files, "fleet.yaml", "Name: spoke-002", "Name: spoke-003");
    assertThat(examine(release(files), Optional.of(current), surroundings()))
        .extracting(Finding::id)
        .contains("role-replaced");
  }

  private static String overrides(String who, String parameter) {
    return "[{" + who + ", parameters: {" + parameter + "}}]";
  }

  @Test
  void aRegionThatChangesIsFoundAndOneThatStaysIsNot() {
    Release current = SampleReleases.release(SampleReleases.commit('a'));
    var files = SampleReleases.templates();
    edit(files, "fleet.yaml", "region: us-east-1", "region: eu-west-1");
    assertThat(examine(release(files), Optional.of(current), surroundings()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.id()).isEqualTo("region-changed");
              assertThat(finding.line()).isEqualTo(10);
              assertThat(finding.message()).contains("write 'region: us-east-1' again");
            });
    assertThat(examine(release(files), Optional.empty(), surroundings())).isEmpty();
    assertThat(examine(current, Optional.of(current), surroundings())).isEmpty();
  }
}
