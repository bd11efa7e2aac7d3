package dev.fleetaccess.cli;

import static dev.fleetaccess.cli.SampleFleet.SPOKE;
import static dev.fleetaccess.cli.SampleFleet.account;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The doctor, on a ledger in memory and accounts that are played. */
class DoctorTest {
  private static final String ROLE = "OrganizationAccountAccessRole";
  private static final AccountId ILL = account(5);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final SampleFleet fleet = new SampleFleet();
  private final Release release = SampleReleases.release(SampleFleet.OLD);

  @Test
  void whereNothingIsWrongItSaysSo() {
    fleet.finished(3);

    assertThat(run("doctor")).isZero();
    assertThat(out.toString()).startsWith("Nothing to explain: Yes: all 5 accounts are covered.");
  }

  @Test
  void anOrphanedTrustIsNamedWithWhatItLetsIn() {
    fleet.halted();
    fleet.access.allow(ILL, ROLE);
    fleet.stacks.put(ILL, release.stack(SPOKE, ILL), "UPDATE_COMPLETE");
    fleet.roles.put(ILL, live("AROAEXAMPLEEXAMPLE123"));

    assertThat(run("doctor", "--account", ILL.value())).isEqualTo(1);

    assertThat(out.toString())
        .contains("Account " + ILL, "not proven", "the hub role could not enter the spoke")
        .contains("the stack is UPDATE_COMPLETE")
        .contains("its trust policy names AROAEXAMPLEEXAMPLE123, which is gone")
        .contains("spoke-001 lets in AROAEXAMPLEEXAMPLE123")
        .contains("→ ./fleet doctor --account " + ILL + " --mend re-runs it.");
    assertThat(fleet.sent).as("nothing is mended unasked").isEmpty();
    assertThat(fleet.access.entered())
        .as("in a session that can only read")
        .allMatch(entered -> !entered.terms().policy().contains("Delete"));
  }

  @Test
  void whereTheSpokesTrustIsRightTheHubsLiveRoleIsLookedAt() {
    fleet.halted();
    stands(ILL, wanted(ILL));
    fleet.access.allow(SampleReleases.HUB, ROLE);
    fleet.stacks.put(
        SampleReleases.HUB,
        release.stack("FleetAccess-Hub", SampleReleases.HUB),
        "CREATE_COMPLETE");
    fleet.roles.put(
        SampleReleases.HUB,
        release.roles("FleetAccess-Hub", SampleReleases.HUB, Traits.NONE).getFirst());
    fleet.roles.change(SampleReleases.HUB, "hub-001", DoctorTest::withoutPolicies);

    assertThat(run("doctor", "--account", ILL.value())).isEqualTo(1);

    assertThat(out.toString())
        .contains("Seen: spoke-001: as wanted.")
        .contains("Seen in the hub's account: FleetAccess-Hub: the stack is CREATE_COMPLETE.")
        .containsPattern("Seen in the hub's account: hub-001: its inline policy .* is missing");
  }

  @Test
  void whereNobodyAsksTheHubTheHubIsNotLookedAt() {
    fleet.finished(3);
    stands(account(1), live("AROAEXAMPLEEXAMPLE123"));

    run("doctor", "--account", account(1).value());

    assertThat(out.toString()).doesNotContain("hub's account");
  }

  private static LiveRole withoutPolicies(LiveRole role) {
    return new LiveRole(
        role.name(),
        role.path(),
        role.trust(),
        Map.of(),
        role.attached(),
        role.boundary(),
        role.session(),
        role.tags());
  }

  @Test
  void anAccountThatCannotBeEnteredIsExplainedByTheLedgerAlone() {
    fleet.halted();

    assertThat(run("doctor", "--account", ILL.value())).isEqualTo(1);

    assertThat(out.toString())
        .contains("It could not be looked into with your credentials, tried as " + ROLE)
        .contains("the hub role could not enter the spoke");
  }

  @Test
  void allThatIsIllIsExplainedAndNobodyElse() {
    fleet.halted();

    assertThat(run("doctor")).isEqualTo(1);

    assertThat(out.toString())
        .contains("Account " + account(1), "Account " + ILL)
        .doesNotContain("Account " + account(6));
  }

  @Test
  void mendingReRunsTheAccountAndTheHubWithTheLiveRolesComparedAndNamesTheRollout() {
    fleet.halted();

    assertThat(run("doctor", "--account", ILL.value(), "--mend")).isEqualTo(1);

    assertThat(fleet.sent)
        .containsExactly(
            "{\"drift\":true,\"by\":\"fleet doctor\",\"rerun\":[\""
                + SampleReleases.HUB
                + "\",\""
                + ILL
                + "\"]}");
    assertThat(out.toString()).contains("they are looked at again", "./fleet watch drift-1");
  }

  @Test
  void whatIsWellIsNotMended() {
    fleet.finished(3);

    assertThat(run("doctor", "--account", account(1).value(), "--mend")).isZero();

    assertThat(fleet.sent).isEmpty();
    assertThat(out.toString()).contains("There is nothing that a re-run could mend.");
  }

  @Test
  void anAccountThatIsWellNeedsNothing() {
    fleet.finished(3);
    stands(account(1), wanted(account(1)));

    assertThat(run("doctor", "--account", account(1).value())).isZero();

    assertThat(out.toString())
        .contains("proven", "spoke-001: as wanted", "→ Nothing to do.")
        .contains(
            "spoke-001 lets in 222222222222"
                + " (of it only arn:aws:iam::222222222222:role/security/hub-001).");
  }

  @Test
  void whoAsksForAnAccountLearnsWhatTheLedgerDoesNotKnowYet() {
    fleet.finished(3);
    stands(account(1), live("AROAEXAMPLEEXAMPLE123"));

    assertThat(run("doctor", "--account", account(1).value(), "--mend")).isEqualTo(1);

    assertThat(out.toString())
        .contains("proven", "its trust policy names AROAEXAMPLEEXAMPLE123, which is gone")
        .contains("--mend re-runs it.")
        .contains("Re-run: they are looked at again\n./fleet watch drift-1");
    assertThat(fleet.sent).hasSize(1);
  }

  @Test
  void forMachinesItIsJson() throws JsonProcessingException {
    fleet.halted();

    assertThat(run("doctor", "--account", ILL.value(), "--mend", "--json")).isEqualTo(1);

    JsonNode said = new ObjectMapper().readTree(out.toString());
    assertThat(said.path("version").asInt()).isEqualTo(1);
    assertThat(said.path("ill").asInt()).isEqualTo(1);
    JsonNode account = said.path("accounts").path(0);
    assertThat(account.path("account").asText()).isEqualTo(ILL.value());
    assertThat(account.path("state").asText()).isEqualTo("NOT_PROVEN");
    assertThat(account.path("seen").path(0).asText()).contains("could not be looked into");
    assertThat(said.path("mended").path("rollout").asText()).isEqualTo("drift-1");
  }

  @Test
  void beforeTheFirstDeploymentItIsJsonToo() throws JsonProcessingException {
    assertThat(run("doctor", "--deploy", "--json")).isZero();

    JsonNode checks = new ObjectMapper().readTree(out.toString()).path("checks");
    assertThat(checks).hasSize(9);
    assertThat(checks.path(3).path("about").asText()).isEqualTo("hub");
    assertThat(checks.path(3).path("level").asText()).isEqualTo("WARNING");
  }

  @Test
  void anAccountThatNobodyKnowsIsToldSo() {
    fleet.finished(3);

    assertThat(run("doctor", "--account", "999999999999")).isEqualTo(ExitCode.COULD_NOT_TELL);
    assertThat(err.toString()).contains("does not know account 999999999999");
  }

  @Test
  void beforeTheFirstDeploymentEachThingIsALine() {
    assertThat(run("doctor", "--deploy", "--hub", "222222222222")).isZero();
    assertThat(out.toString().lines())
        .hasSize(9)
        .filteredOn(line -> !line.startsWith("ok "))
        .singleElement()
        .asString()
        .startsWith("unknown  elsewhere    the hub's and the members' accounts are not looked at");
  }

  private void stands(AccountId id, LiveRole role) {
    fleet.access.allow(id, ROLE);
    fleet.stacks.put(id, release.stack(SPOKE, id), "UPDATE_COMPLETE");
    fleet.roles.put(id, role);
  }

  private LiveRole wanted(AccountId id) {
    fleet.roles.put(id, release.roles(SPOKE, id, Traits.NONE).getFirst());
    return fleet.roles.find(id, "spoke-001").orElseThrow();
  }

  private static LiveRole live(String principal) {
    return new LiveRole(
        "spoke-001",
        "/security/",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":\""
            + principal
            + "\"}}]}",
        Map.of(),
        Set.of(),
        Optional.empty(),
        "3600",
        Map.of());
  }

  private int run(String... command) {
    return Fleet.commandLine(fleet)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(command);
  }
}
