package dev.fleetaccess.cli;

import static dev.fleetaccess.cli.SampleFleet.SPOKE;
import static dev.fleetaccess.cli.SampleFleet.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
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
  void mendingReRunsWithTheLiveRolesComparedAndNamesTheRollout() {
    fleet.halted();

    assertThat(run("doctor", "--account", ILL.value(), "--mend")).isEqualTo(1);

    assertThat(fleet.sent)
        .containsExactly("{\"drift\":true,\"by\":\"fleet doctor\",\"rerun\":[\"" + ILL + "\"]}");
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
  void anAccountThatNobodyKnowsIsToldSo() {
    fleet.finished(3);

    assertThat(run("doctor", "--account", "999999999999")).isEqualTo(1);
    assertThat(out.toString()).contains("does not know account 999999999999");
  }

  @Test
  void beforeTheFirstDeploymentEachThingIsALine() {
    assertThat(run("doctor", "--deploy", "--hub", "222222222222")).isZero();
    assertThat(out.toString().lines()).hasSize(8).allMatch(line -> line.startsWith("ok "));
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
