package dev.fleetaccess.cli;

import static dev.fleetaccess.cli.SampleFleet.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.cli.preview.Cost;
import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.release.SampleReleases;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan that has to know more of accounts than the ledger does. */
class PlanTest {
  private static final String LAB = "ou-abcd-00000lab";
  private static final String EXCEPT = "except: {accounts: [], units: [], tags: {}}";
  private static final String OVERRIDES = "overrides: []";
  private static final String WAVES = "waves: [{percent: 100}]";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final SampleFleet fleet = new SampleFleet();
  @TempDir private Path folder;

  static Stream<Arguments> firstTimes() {
    return Stream.of(
        Arguments.of(
            "an override by unit",
            OVERRIDES,
            "overrides: [{units: [" + LAB + "], parameters: {Respond: \"true\"}}]",
            "1 update; 5 nothing to do."),
        Arguments.of(
            "an override by tag",
            OVERRIDES,
            "overrides: [{tags: {env: lab}, parameters: {Respond: \"true\"}}]",
            "1 update; 5 nothing to do."),
        Arguments.of(
            "an exception by unit",
            EXCEPT,
            "except: {accounts: [], units: [" + LAB + "], tags: {}}",
            "1 no longer wanted, stays; 5 nothing to do."),
        Arguments.of(
            "an exception by tag",
            EXCEPT,
            "except: {accounts: [], units: [], tags: {env: lab}}",
            "1 no longer wanted, stays; 5 nothing to do."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("firstTimes")
  void theFirstReleaseThatChoosesByUnitOrTagIsHeldAgainstWhatOrganizationsTells(
      String reason, String before, String after, String sentence) throws IOException {
    organization();
    release(before, after);

    assertThat(plan()).as(reason + err).isEqualTo(1);

    assertThat(out.toString())
        .contains(sentence)
        .contains("by what the ledger last saw and what Organizations tells now");
  }

  @Test
  void anAccountThatOrganizationsListsIsHeldAgainstItsUnitToo() throws IOException {
    organization();
    fleet.organization.put(new Account(account(9), "nine", AccountState.ACTIVE, Optional.empty()));
    fleet.organization.move(account(9), LAB);
    release(EXCEPT, "except: {accounts: [], units: [" + LAB + "], tags: {}}");

    assertThat(plan("--list")).isEqualTo(1);

    assertThat(out.toString())
        .contains("1 account: no longer wanted, stays")
        .contains("1 account: left out")
        .contains("left out by the manifest")
        .doesNotContain("create");
  }

  @Test
  void moreAccountsThanAFewAreFoundByAWalkThroughTheUnits() throws IOException {
    fleet.finished(60);
    fleet.organization.unit(LAB, FakeOrganization.ROOT);
    join(60);
    fleet.organization.move(account(1), LAB);
    forgetUnits();
    release(OVERRIDES, "overrides: [{units: [" + LAB + "], parameters: {Respond: \"true\"}}]");

    assertThat(plan()).as(err.toString()).isEqualTo(1);

    assertThat(out.toString()).contains("1 update; 62 nothing to do.");
    assertThat(fleet.organization.calls()).as("no call an account").isLessThan(15);
  }

  @Test
  void whatTakesLongSaysHowFarItHasComeAndWhereItDoesNotDisturb() throws IOException {
    fleet.finished(60);
    join(60);
    forgetUnits();
    release(OVERRIDES, "overrides: [{tags: {env: lab}, parameters: {Respond: \"true\"}}]");
    everyPageTakes(Duration.ofSeconds(20));

    plan();

    assertThat(err.toString().lines())
        .containsExactly(
            "Organizations has told of 21 accounts; the ledger knows 62",
            "Organizations has told of 61 accounts; the ledger knows 62");
    assertThat(out.toString()).doesNotContain("has told of");
  }

  private void everyPageTakes(Duration time) {
    fleet.organization.meanwhile(
        () -> {
          fleet.clock.advance(time);
          everyPageTakes(time);
        });
  }

  @Test
  void whatTheLedgerKnowsIsNotAskedForAgain() throws IOException {
    Map<String, String> files = SampleReleases.templates();
    files.computeIfPresent(
        "fleet.yaml",
        (name, text) ->
            text.replace(EXCEPT, "except: {accounts: [], units: [ou-abcd-elsewhere], tags: {}}"));
    fleet.finished(3);
    fleet.releases.put(SampleReleases.source(SampleFleet.NEW, files), List.of());
    var inside = new Traits(List.of(LAB, FakeOrganization.ROOT), Map.of());
    for (Holding holding : fleet.inventory.all()) {
      Traits traits = holding.account().equals(account(1)) ? inside : holding.traits();
      fleet.inventory.put(
          holding.but().release(Optional.of(SampleFleet.NEW)).traits(traits).done());
    }
    release(EXCEPT, "except: {accounts: [], units: [" + LAB + "], tags: {}}");

    assertThat(plan()).as(err.toString()).isEqualTo(1);

    assertThat(out.toString()).contains("1 no longer wanted, stays; 5 nothing to do.");
    assertThat(fleet.organization.calls()).isZero();
  }

  @Test
  void whoHasLeftTheOrganizationIsLeftOut() throws IOException {
    organization();
    fleet.organization.remove(account(2));
    release(EXCEPT, "except: {accounts: [], units: [" + LAB + "], tags: {}}");

    plan();

    assertThat(out.toString()).contains("1 account: left out").contains("not in the organization");
  }

  static Stream<Arguments> silences() {
    return Stream.of(
        Arguments.of(
            "units",
            List.of(),
            "units: [" + LAB + "], tags: {}",
            "this release chooses accounts by units, which the ledger does not know of 5 accounts,"
                + " and Organizations does not tell: AccessDeniedException: not for you"),
        Arguments.of(
            "tags",
            List.of("--list"),
            "units: [], tags: {env: lab}",
            "this release chooses accounts by tags, which the ledger does not know of all accounts,"
                + " and Organizations does not tell"),
        Arguments.of(
            "a list",
            List.of("--list"),
            "units: [], tags: {}",
            "the accounts are asked for, and Organizations does not tell"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("silences")
  void whereOrganizationsDoesNotTellThePlanSaysSoAndEndsWith2(
      String reason, List<String> options, String except, String words) throws IOException {
    organization();
    for (String call : List.of("account", "accounts", "root", "tags", "parent")) {
      fleet.organization.faults().always(call, denied());
    }
    release(EXCEPT, "except: {accounts: [], " + except + "}");

    assertThat(plan(options.toArray(String[]::new))).as(reason).isEqualTo(2);

    assertThat(err.toString()).contains(words);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aWaveByUnitChangesNothingWhereTheRolesStayTheSame() throws IOException {
    organization();
    release(WAVES, "waves: [{units: [" + LAB + "]}, {percent: 100}]");

    assertThat(plan()).as(err.toString()).isZero();
  }

  @Test
  void aPlanSaysWhomItDoesNotCount() throws IOException {
    String words = "Not counted: accounts that joined since and that the ledger has not seen";
    organization();
    release(WAVES, WAVES);

    plan();
    assertThat(out.toString()).contains(words, "--list");

    out.getBuffer().setLength(0);
    plan("--list");
    assertThat(out.toString()).doesNotContain(words);
  }

  @Test
  void aPlanThatDeletesMoreThanMayBeWithoutAskingSaysThatItWillHalt() throws IOException {
    organization();
    release(EXCEPT, "except: {accounts: [\"%s\"], units: [], tags: {}}".formatted(account(2)));
    Path manifest = folder.resolve("fleet.yaml");
    Files.writeString(
        manifest, Files.readString(manifest).replace("onExit: retain", "onExit: delete"));

    plan();
    assertThat(out.toString())
        .contains(
            "It will halt before the first deletion: FleetAccess-Spoke in 1 of 5 accounts, 0 may be"
                + " without asking.")
        .contains("fleet resume");

    out.getBuffer().setLength(0);
    plan("--json");
    assertThat(out.toString())
        .contains("\"halts\" : \"FleetAccess-Spoke in 1 of 5 accounts", "\"listed\" : false");
  }

  @Test
  void aChangeThatIsNotComparedSaysSo() throws IOException {
    organization();
    release(WAVES, WAVES);
    Path spoke = folder.resolve("spoke-role.yaml");
    String text = Files.readString(spoke);
    assertThat(text).contains("\nDescription: ");
    Files.writeString(spoke, text.replaceFirst("\nDescription: ", "\nDescription: New. "));

    plan();

    assertThat(out.toString())
        .contains("the template differs in what is not compared here, such as a description");
  }

  static Stream<Arguments> origins() {
    return Stream.of(
        Arguments.of(
            Reckoning.Origin.DEPLOYED,
            "It takes about 20 s, 4 to 6 calls",
            "for proofs, 3 to Organizations."),
        Arguments.of(
            Reckoning.Origin.USUAL,
            "It takes about 20 s, 4 to 6 calls",
            ", reckoned with the usual settings of a deployment."),
        Arguments.of(
            Reckoning.Origin.LOCAL,
            "On AWS it would take about 20 s, 4 to 6 calls",
            ", reckoned with the usual settings of a deployment; here it is quicker."));
  }

  @ParameterizedTest
  @MethodSource("origins")
  void aForecastSaysWithWhichSettingsItIsReckoned(
      Reckoning.Origin origin, String begins, String ends) {
    var cost = new Cost(4, 6, 2, 3, Duration.ofSeconds(20), 0);

    assertThat(new CostText(cost, origin).sentence()).startsWith(begins).endsWith(ends);
  }

  /** Three accounts, one of them in a lab, of which the ledger knows nothing but their stacks. */
  private void organization() {
    fleet.finished(3);
    forgetUnits();
    fleet.organization.unit(LAB, FakeOrganization.ROOT);
    join(3);
    fleet.organization.move(account(1), LAB);
    fleet.organization.tag(account(1), Map.of("env", "lab"));
  }

  private void join(int accounts) {
    fleet.organization.put(
        new Account(SampleReleases.HUB, "hub", AccountState.ACTIVE, Optional.empty()));
    for (int i = 1; i <= accounts; i++) {
      fleet.organization.put(new Account(account(i), "one", AccountState.ACTIVE, Optional.empty()));
    }
  }

  private void forgetUnits() {
    fleet
        .inventory
        .all()
        .forEach(holding -> fleet.inventory.put(holding.but().traits(Traits.NONE).done()));
  }

  private void release(String before, String after) throws IOException {
    for (Map.Entry<String, String> file : SampleReleases.templates().entrySet()) {
      String text = file.getValue();
      if (file.getKey().equals("fleet.yaml")) {
        assertThat(text).contains(before);
        text = text.replace(before, after);
      }
      Files.writeString(folder.resolve(file.getKey()), text);
    }
  }

  private int plan(String... options) {
    List<String> command = new ArrayList<>(List.of("plan", folder.toString()));
    command.addAll(List.of(options));
    return Fleet.commandLine(fleet)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(command.toArray(String[]::new));
  }

  private static Failure denied() {
    return new Failure(Failure.Kind.DENIED, "AccessDeniedException", "not for you");
  }
}
