package dev.fleetaccess.guard;

import static dev.fleetaccess.guard.Examples.edit;
import static dev.fleetaccess.guard.Examples.release;
import static dev.fleetaccess.guard.Examples.surroundings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.SampleReleases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an analyzer beside our own rules is asked, and what its answers come to. */
class InquiriesTest {
  private static final String NARROWER = "                  - ec2:Describe*\n";

  private final Map<String, String> files = SampleReleases.templates();
  private final Release before = release(SampleReleases.templates());

  @Test
  void eachPolicyOfTheRolesIsAskedOnceWhateverAccountsHaveIt() {
    List<Inquiry> inquiries = Inquiries.of(before, Optional.empty(), surroundings());

    assertThat(inquiries)
        .extracting(inquiry -> inquiry.subject() + " " + inquiry.sort())
        .containsExactlyInAnyOrder(
            "FleetAccess-Spoke: 'Spoke' TRUST",
            "FleetAccess-Spoke: 'Spoke' IDENTITY",
            "FleetAccess-Hub: 'Hub' TRUST",
            "FleetAccess-Hub: 'Hub' IDENTITY",
            "FleetAccess-OrgReadOnly: 'OrgReadOnly' TRUST",
            "FleetAccess-OrgReadOnly: 'OrgReadOnly' IDENTITY");
    assertThat(inquiries).allMatch(inquiry -> inquiry.before().isEmpty());
    assertThat(inquiries).allMatch(inquiry -> inquiry.policy().startsWith("{\"Version\":"));
  }

  @Test
  void whatAnOverrideMakesOfAPolicyIsAskedToo() {
    edit(
        files,
        "fleet.yaml",
        "overrides: []",
        "overrides: [{accounts: [\"300000000001\"], parameters: {Respond: \"true\"}}]");

    assertThat(Inquiries.of(release(files), Optional.empty(), surroundings()))
        .hasSize(7)
        .anyMatch(inquiry -> inquiry.policy().contains("ec2:StopInstances"));
  }

  @Test
  void aReleaseThatSaysTheSameIsNotCompared() {
    assertThat(compared(release(files))).isEmpty();
  }

  @Test
  void whereOurOwnRulesSeeItWidenedNobodyElseIsAsked() {
    edit(files, "fleet.yaml", "parameters: {}", "parameters: {Respond: \"true\"}");

    assertThat(compared(release(files))).isEmpty();
  }

  @Test
  void aChangeThatOurOwnRulesTakeForNoWideningIsCompared() {
    edit(files, "spoke-role.yaml", NARROWER, "");

    assertThat(compared(release(files)))
        .singleElement()
        .satisfies(
            inquiry -> {
              assertThat(inquiry.sort()).isEqualTo(Inquiry.Sort.IDENTITY);
              assertThat(inquiry.before().orElseThrow()).contains("\"ec2:Describe*\"");
              assertThat(inquiry.policy()).doesNotContain("\"ec2:Describe*\"");
            });
  }

  @Test
  void aRemarkIsToldAtItsLine() {
    Inquiry spoke = asked("Spoke", Inquiry.Sort.IDENTITY);
    int line = line("spoke-role.yaml", "Sid: ReadConfiguration");

    Finding finding =
        spoke.finding(
            new Remark(false, "CREATE_SLR_WITH_STAR", "wrong", List.of("Statement", "0", "Sid")));

    assertThat(finding)
        .hasToString(
            "spoke-role.yaml:"
                + line
                + ": warning [analyzer-create-slr-with-star] Access Analyzer on FleetAccess-Spoke:"
                + " 'Spoke': wrong. (finding "
                + finding.fingerprint().orElseThrow()
                + ")");
  }

  @Test
  void aPathThatLeadsNowhereEndsAsFarAsItLed() {
    Inquiry spoke = asked("Spoke", Inquiry.Sort.IDENTITY);

    assertThat(spoke.finding(new Remark(true, "A", "wrong", List.of("Nothing", "9"))).line())
        .isEqualTo(spoke.line());
    assertThat(
            spoke
                .finding(new Remark(true, "A", "wrong", List.of("Statement", "0", "Effect", "0")))
                .line())
        .isEqualTo(line("spoke-role.yaml", "Sid: ReadConfiguration") + 1);
  }

  @Test
  void whatAwsWouldRefuseIsAnErrorAndWhatLetsTooMuchThroughAWarning() {
    Inquiry spoke = asked("Spoke", Inquiry.Sort.IDENTITY);

    assertThat(spoke.finding(new Remark(true, "A", "x", List.of())).severity())
        .isEqualTo(Finding.Severity.ERROR);
    assertThat(spoke.finding(new Remark(false, "A", "x", List.of())).severity())
        .isEqualTo(Finding.Severity.WARNING);
    assertThat(spoke.newAccess("x").severity()).isEqualTo(Finding.Severity.ERROR);
  }

  @Test
  void aFingerprintIsTheSameOfflineAndInTheOrganization() {
    edit(files, "spoke-role.yaml", NARROWER, "");
    assertThat(elsewhere().newAccess("x").fingerprint())
        .isEqualTo(compared(release(files)).getFirst().newAccess("x").fingerprint())
        .isPresent();
  }

  @Test
  void whatIsAllowedIsANoteAndAllowingInVainIsToldAsSureAsItIsKnown() {
    Inquiry spoke = asked("Spoke", Inquiry.Sort.IDENTITY);
    Finding finding = spoke.finding(new Remark(true, "A", "wrong", List.of()));
    edit(
        files,
        "fleet.yaml",
        "allow: []",
        "allow: [{finding: \""
            + finding.fingerprint().orElseThrow()
            + "\", reason: a rule of theirs}]");
    Release release = release(files);

    assertThat(examine(release, new Opinion(List.of(finding), true)))
        .singleElement()
        .matches(found -> found.severity() == Finding.Severity.NOTE)
        .extracting(Finding::message)
        .asString()
        .endsWith("Allowed: a rule of theirs");
    assertThat(examine(release, new Opinion(List.of(), true)))
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .endsWith("allows nothing later.");
    assertThat(examine(release, Opinion.NONE))
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .endsWith("unless it is for what Access Analyzer finds.");
  }

  private static List<Finding> examine(Release release, Opinion opinion) {
    return Guard.examine(release, Optional.empty(), surroundings(), opinion).stream()
        .filter(found -> !found.id().equals("hub-compute-service"))
        .toList();
  }

  private List<Inquiry> compared(Release release) {
    return Inquiries.of(release, Optional.of(before), surroundings()).stream()
        .filter(inquiry -> inquiry.before().isPresent())
        .toList();
  }

  private Inquiry asked(String role, Inquiry.Sort sort) {
    return Inquiries.of(release(files), Optional.empty(), surroundings()).stream()
        .filter(one -> one.sort() == sort && one.subject().endsWith("'" + role + "'"))
        .findFirst()
        .orElseThrow();
  }

  /** The same change in another organization. */
  private Inquiry elsewhere() {
    Release then = read(SampleReleases.templates());
    var around = new Surroundings(then.facts(), surroundings().hub(), Examples.DEPLOYED);
    return Inquiries.of(read(files), Optional.of(then), around).stream()
        .filter(inquiry -> inquiry.before().isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static Release read(Map<String, String> files) {
    var facts = new OrganizationFacts("o-another", new AccountId("999999999999"), "aws");
    return ReleaseReader.read(
            new ReleaseSource(
                SampleReleases.commit('d'),
                facts,
                "arn:aws:iam::999999999999:role/FleetAccess-Worker",
                files))
        .release()
        .orElseThrow();
  }

  private int line(String file, String text) {
    List<String> lines = files.get(file).lines().toList();
    return lines.indexOf(
            lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow())
        + 1;
  }
}
