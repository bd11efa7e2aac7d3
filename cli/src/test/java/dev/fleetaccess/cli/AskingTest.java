package dev.fleetaccess.cli;

import static dev.fleetaccess.cli.SampleFleet.NOW;
import static dev.fleetaccess.cli.SampleFleet.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Course;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.SampleReleases;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that ask, on a ledger in memory. */
class AskingTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final SampleFleet fleet = new SampleFleet();

  static Stream<Arguments> questions() {
    return Stream.of(
        Arguments.of("status.txt", List.of("status"), 1),
        Arguments.of("status.json", List.of("status", "--json"), 1),
        Arguments.of("status-failed.txt", List.of("status", "--failed"), 1),
        Arguments.of("status-accounts.txt", List.of("status", "--accounts"), 1),
        Arguments.of("account.txt", List.of("status", "--account", "300000000001"), 1),
        Arguments.of("newcomer.txt", List.of("status", "--account", "300000000006"), 0),
        Arguments.of("account.json", List.of("status", "--account", "300000000003", "--json"), 0),
        Arguments.of("rollouts.txt", List.of("rollouts"), 0),
        Arguments.of("rollouts.json", List.of("rollouts", "--json"), 0),
        Arguments.of("rollout.txt", List.of("rollouts", "release-bbbbbbbbbbbb"), 0),
        Arguments.of("rollout.json", List.of("rollouts", "release-bbbbbbbbbbbb", "--json"), 0));
  }

  @Test
  void statusNamesASweepThatHaltedBeforeDeletionsAndHowItGoesOn() {
    fleet.finished(3);
    ended("sweep-7", Rollout.Kind.SWEEP, Stage.REMOVALS, "FleetAccess-Extra would be deleted");

    run(List.of("status"));

    assertThat(out.toString())
        .contains("sweep-7", "FleetAccess-Extra would be deleted", "./fleet resume sweep-7");
  }

  @Test
  void statusNamesARollbackThatHaltedThoughManyJoinedSince() {
    fleet.finished(3);
    ended("rollback-1", Rollout.Kind.ROLLBACK, 2, "halted by kim");
    joins(120);

    run(List.of("status"));

    assertThat(out.toString()).contains("rollback-1", "./fleet resume rollback-1");
  }

  @Test
  void anAccountKeepsItsHistoryHoweverManyOthersJoined() {
    fleet.halted();
    joins(250);

    run(List.of("status", "--account", "300000000001"));

    assertThat(out.toString())
        .contains("release-bbbbbbbbbbbb", "release-aaaaaaaaaaaa", "AccessDenied");
  }

  static Stream<Arguments> questionsAfterARefusal() {
    return Stream.of(
        Arguments.of("status-refused.txt", List.of("status")),
        Arguments.of("status-refused.json", List.of("status", "--json")),
        Arguments.of("rollouts-refused.txt", List.of("rollouts")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questionsAfterARefusal")
  void aPushThatWasRefusedIsToldWithWhatStopsIt(String file, List<String> command) {
    fleet.finished(1).refused();

    isToldThoughEverybodyIsCovered(file, command);
  }

  static Stream<Arguments> questionsAfterARollback() {
    return Stream.of(
        Arguments.of("status-rolled-back.txt", List.of("status")),
        Arguments.of("status-rolled-back.json", List.of("status", "--json")),
        Arguments.of("rollouts-rolled-back.txt", List.of("rollouts")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questionsAfterARollback")
  void aPushThatWasRolledBackIsToldThoughEverybodyIsCovered(String file, List<String> command) {
    fleet.rolledBack();

    isToldThoughEverybodyIsCovered(file, command);
  }

  private void isToldThoughEverybodyIsCovered(String file, List<String> command) {
    assertThat(run(command)).as("every account has what it should").isZero();

    Golden.is(file, out.toString());
  }

  @Test
  void whoPushedAndWatchesIsNotToldOfTheRollbackAlone() {
    fleet.rolledBack();

    assertThat(run(List.of("watch"))).isEqualTo(1);
    assertThat(out.toString())
        .contains("rollback-bbbbbbbbbbbb  finished")
        .contains("Rolled back: release-bbbbbbbbbbbb, 4 min 0 s ago; aaaaaaa stays");
    out.getBuffer().setLength(0);

    assertThat(run(List.of("watch", "rollback-bbbbbbbbbbbb")))
        .as("that one is named, and finished")
        .isZero();
    assertThat(out.toString()).doesNotContain("Rolled back: ");
  }

  @Test
  void whatWasRolledBackIsNoNewsWhileSomethingNewerComes() {
    fleet.rolledBack();
    var newer = new Pointers.Pointer(SampleReleases.commit('c'), "release-cccccccccccc");
    fleet.rollouts.move(fleet.rollouts.overview().pointers().withCandidate(newer));
    run(List.of("status"));
    assertThat(out.toString()).contains("Coming:  ccccccc").doesNotContain("Rolled back");
  }

  @Test
  void whatWasRolledBackIsNoNewsWhenAnotherPushWasRefused() {
    fleet.rolledBack().refused();

    run(List.of("status"));

    assertThat(out.toString()).contains("Refused: the push of").doesNotContain("Rolled back");
  }

  @Test
  void aRestBetweenWavesIsToldWhileItLasts() {
    fleet.waiting();
    Rollout waiting = fleet.rollouts.find("release-bbbbbbbbbbbb").orElseThrow();
    Instant until = NOW.plusSeconds(90);
    fleet.rollouts.step(
        waiting
            .step(NOW, NOW)
            .state(Rollout.State.RUNNING)
            .note("")
            .wave(0)
            .bakes(Optional.of(until))
            .done());
    fleet.meanwhile =
        () ->
            fleet
                .rollouts
                .find(waiting.id())
                .filter(Rollout::open)
                .filter(one -> fleet.clock.instant().isAfter(until))
                .ifPresent(one -> fleet.rollouts.step(one.closed(Rollout.State.FINISHED, "", NOW)));
    String rests = "rests until 2026-11-20 03:01:30Z before the next wave";
    run(List.of("status", "--account", account(2).value()));
    assertThat(out.toString()).contains("release-bbbbbbbbbbbb rests until 2026-11-20 03:01:30Z\n");
    out.getBuffer().setLength(0);

    run(List.of("status"));
    run(List.of("rollouts", "release-bbbbbbbbbbbb"));
    run(List.of("watch"));

    assertThat(out.toString().lines().filter(line -> line.contains(rests)))
        .as("status, rollouts, and once by watch, which then says that it is over")
        .hasSize(3);
  }

  @Test
  void whoPushedAndWatchesIsNotToldOfTheRolloutOfBeforeAlone() {
    fleet.finished(1).refused();

    assertThat(run(List.of("watch"))).isEqualTo(1);
    assertThat(out.toString()).contains("Refused: the push of ccccccc, 12 min 0 s ago, for 6 err");

    assertThat(run(List.of("watch", "release-aaaaaaaaaaaa")))
        .as("that one is named, and finished")
        .isZero();
  }

  @Test
  void aFirstPushThatWasRefusedIsToldThoughNothingWasEverReleased() {
    fleet.refused();

    run(List.of("status"));
    run(List.of("rollouts"));

    assertThat(out.toString())
        .contains("Refused: the push of ccccccc, 12 min 0 s ago, for 6 errors; nothing has been")
        .contains("./fleet lint DIR\n")
        .contains("Nothing was rolled out in the last 90 days.");
  }

  private void ended(String id, Rollout.Kind kind, int stage, String why) {
    Rollout rollout = SampleFleet.rollout(id, kind, SampleFleet.OLD, NOW.minusSeconds(600));
    fleet.rollouts.open(rollout);
    fleet.rollouts.step(
        rollout
            .step(NOW.minusSeconds(300), NOW)
            .state(Rollout.State.HALTED)
            .stage(stage)
            .note(why)
            .open(false)
            .done());
  }

  /** Others, one after the other, the last just now. */
  private void joins(int number) {
    for (int i = 0; i < number; i++) {
      Rollout join =
          Rollout.of(
                  "join-" + i,
                  Rollout.Kind.JOIN,
                  SampleFleet.OLD,
                  Scope.of(account(1_000 + i)),
                  NOW.minusSeconds(number - i))
              .due(NOW)
              .done();
      fleet.rollouts.open(join);
      fleet.rollouts.step(join.closed(Rollout.State.FINISHED, "", NOW));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void whatIsAskedIsAnsweredAsTheFileHasIt(String file, List<String> command, int exit) {
    fleet.halted();

    assertThat(run(command)).as(err.toString()).isEqualTo(exit);

    boolean named = out.toString().contains("table fleet-access in us-east-1");
    assertThat(err.toString().lines())
        .as("whose answer does not name the ledger names it beside it")
        .containsExactlyElementsOf(
            named && !file.startsWith("rollout")
                ? List.of()
                : List.of("table fleet-access in us-east-1"));
    Golden.is(file, out.toString());
  }

  @Test
  void whereEverythingIsCoveredStatusEndsWith0() {
    fleet.finished(3);

    assertThat(run(List.of("status"))).isZero();
    assertThat(out.toString())
        .startsWith("Yes: all 5 accounts are covered.")
        .contains("table fleet-access in us-east-1");
  }

  @Test
  void whoWaitsForHisWaveIsCoveredAndTheCommandThatLetsItGoOnIsNamed() {
    fleet.waiting();

    assertThat(run(List.of("status"))).isZero();
    Golden.is("status-waiting.txt", out.toString());
    out.getBuffer().setLength(0);

    assertThat(run(List.of("status", "--accounts"))).isZero();
    Golden.is("status-waiting-accounts.txt", out.toString());
  }

  @Test
  void whoHasNothingBeforeHisWaveIsNotCovered() {
    fleet.waiting();
    Rollout release = fleet.rollouts.find("release-bbbbbbbbbbbb").orElseThrow();
    fleet.items.plan(SampleFleet.item(release, SampleFleet.account(4)).wave(1).done());

    assertThat(run(List.of("status"))).isEqualTo(1);
    assertThat(out.toString()).startsWith("No: 5 of 6 accounts are covered; 1 not yet reached.");
  }

  @Test
  void whoeverWatchesIsToldHowTheWaveGoesOn() {
    fleet.waiting();
    Rollout waiting = fleet.rollouts.find("release-bbbbbbbbbbbb").orElseThrow();
    var sight = new RolloutSight(waiting, fleet.items.of(waiting.id()));

    for (OptionalInt height : List.of(OptionalInt.empty(), OptionalInt.of(24))) {
      out.getBuffer().setLength(0);
      new WatchScreen(new PrintWriter(out), new Ink(false), height).show(sight, NOW);
      assertThat(out.toString()).contains("  Let it go on: ./fleet resume release-bbbbbbbbbbbb\n");
    }
  }

  @Test
  void whatTheLastSweepPutBackIsTold() {
    fleet.finished(4).swept();

    assertThat(run(List.of("status"))).isZero();
    Golden.is("status-swept.txt", out.toString());
    out.getBuffer().setLength(0);

    assertThat(run(List.of("status", "--json"))).isZero();
    assertThat(out.toString())
        .contains("\"putBack\" : [ {")
        .contains("\"note\" : \"drift put back — spoke-001: its trust policy differs");
  }

  @Test
  void aSmallComparisonSinceHidesNoSweep() {
    fleet.finished(4).swept();
    fleet.rollouts.open(
        Rollout.of(
                "rerun-1",
                Rollout.Kind.DRIFT,
                SampleFleet.OLD,
                Scope.of(account(4)),
                NOW.minusSeconds(300))
            .state(Rollout.State.FINISHED)
            .done());

    run(List.of("status"));

    assertThat(out.toString()).contains("Changed by hand in 3 places, found by sweep-");
  }

  @Test
  void whatARolloutPutRightIsToldWithIt() {
    fleet.finished(3);
    Rollout sweep = SampleFleet.rollout("sweep-1", Rollout.Kind.SWEEP, SampleFleet.OLD, NOW);
    fleet.rollouts.open(sweep);
    var found = new Course(Course.Kind.REVERTED, "drift put back — spoke-001: is gone");
    fleet.items.plan(
        SampleFleet.item(sweep, account(1))
            .attempt(Attempt.FIRST.on(found, Optional.empty()))
            .done()
            .as(Entry.State.CONVERGED, found.found(), NOW));
    fleet.items.plan(SampleFleet.item(sweep, account(2)).done().as(Entry.State.CONVERGED, "", NOW));

    assertThat(run(List.of("rollouts", "sweep-1"))).isZero();

    assertThat(out.toString().lines().filter(line -> line.contains("put back")))
        .containsExactly("  " + account(1) + ": drift put back — spoke-001: is gone");
  }

  @Test
  void beforeAnythingIsRolledOutNothingIsCovered() {
    assertThat(run(List.of("status"))).isEqualTo(1);
    assertThat(run(List.of("rollouts"))).isZero();
    assertThat(run(List.of("watch"))).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "The ledger knows of no account: nothing has been rolled out yet.",
            "table fleet-access in us-east-1, 2026-11-20 03:00:00Z",
            "Nothing was rolled out in the last 90 days.",
            "Nothing was rolled out in the last 90 days.");
  }

  @Test
  void whereNothingIsUnderWayTheRolloutOpenedLastIsShown() {
    fleet.halted();

    assertThat(run(List.of("watch"))).isEqualTo(1);
    assertThat(out.toString()).contains("release-bbbbbbbbbbbb  halted");
  }

  @Test
  void whileASweepLooksAtWhatIsRightItStaysCovered() {
    fleet.finished(3);
    Rollout sweep = SampleFleet.rollout("sweep-1", Rollout.Kind.SWEEP, SampleFleet.OLD, NOW);
    fleet.rollouts.open(sweep);
    fleet.items.plan(SampleFleet.item(sweep, account(1)).done());

    assertThat(run(List.of("status"))).isZero();
    assertThat(out.toString()).contains("sweep-1").contains("1 planned");
  }

  @Test
  void aLocalOrganizationIsAskedWhereOneRunsAndNoTableIsNamed() {
    fleet.finished(1);
    fleet.local = true;

    run(List.of("status"));
    assertThat(out.toString()).contains("local organization on port 4566");
    out.getBuffer().setLength(0);

    run(List.of("status", "--table", "other"));
    assertThat(out.toString()).contains("table other in us-east-1");
  }

  static Stream<Arguments> wrongUses() {
    return Stream.of(
        Arguments.of(
            "a local one is asked for, and none runs",
            List.of("status", "--local"),
            "fleet: no local organization listens on port 4566: start one with ./fleet local, or"
                + " name its port with --port"),
        Arguments.of(
            "two ledgers",
            List.of("status", "--local", "--table", "t"),
            "--table is a real organization's: leave out --local and --port"),
        Arguments.of("no port", List.of("status", "--port", "0"), "--port takes 1 to 65535"),
        Arguments.of(
            "no account id",
            List.of("status", "--account", "12"),
            "--account takes twelve digits, not '12'"),
        Arguments.of(
            "two answers at once",
            List.of("status", "--account", "300000000001", "--failed"),
            "mutually exclusive"),
        Arguments.of(
            "an account that nobody knows",
            List.of("status", "--account", "999999999999"),
            "fleet: the ledger does not know account 999999999999"),
        Arguments.of(
            "a rollout that nobody knows",
            List.of("rollouts", "release-x"),
            "fleet: the ledger has no rollout 'release-x'"),
        Arguments.of("no rollouts", List.of("rollouts", "--last", "0"), "--last takes 1 to 1000"),
        Arguments.of("no rest", List.of("watch", "--every", "0"), "--every takes 1 to 300"),
        Arguments.of(
            "neither folder nor commit",
            List.of("plan", "nowhere"),
            "fleet: 'nowhere' is no folder, and no commit"),
        Arguments.of(
            "a commit that nobody knows",
            List.of("plan", "1234567"),
            "neither the branch's head nor a rollout begins with 1234567"),
        Arguments.of(
            "no such folder to write to",
            List.of("report", "--out", "/nowhere/report.html"),
            "fleet: the report cannot be written to /nowhere/report.html"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongUses")
  void whatCannotBeAnsweredIsSaidAndEndsWith2(String reason, List<String> command, String words) {
    fleet.finished(1);

    assertThat(run(command)).as(reason).isEqualTo(2);
    assertThat(err.toString()).contains(words);
    assertThat(out.toString()).isEmpty();
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(
            new Failure(Failure.Kind.UNKNOWN, "ResourceNotFoundException", "no such table"),
            "fleet: there is no table fleet-access in us-east-1: name another with --table"),
        Arguments.of(
            new Failure(
                Failure.Kind.UNAVAILABLE,
                "SdkClientException",
                "Unable to load credentials from any of the providers in the chain"),
            "fleet: no AWS credentials are found: set AWS_PROFILE"),
        Arguments.of(
            new Failure(Failure.Kind.DENIED, "AccessDeniedException", "not authorized"),
            "dynamodb:GetItem and dynamodb:Query"),
        Arguments.of(
            new Failure(Failure.Kind.DENIED, "ExpiredTokenException", "expired"), "sign in again"),
        Arguments.of(
            new Failure(Failure.Kind.UNAVAILABLE, "SdkClientException", "UnknownHostException: x"),
            "cannot be reached"),
        Arguments.of(
            new Failure(Failure.Kind.THROTTLED, "Throttling", "slow down"),
            "fleet: table fleet-access in us-east-1 cannot be read: Throttling: slow down"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void aLedgerThatCannotBeReadIsOneLineThatSaysWhatToDo(Failure failure, String words) {
    fleet.rollouts.faults().next("overview", failure);

    assertThat(run(List.of("status"))).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(words);
  }

  @Test
  void aRolloutIsWatchedUntilItEndsALineAChange() {
    Rollout running = fleet.running();
    Iterator<Runnable> happenings =
        List.<Runnable>of(
                () -> {},
                () -> end(account(2), Entry.State.CONVERGED),
                () -> fleet.fails(running, account(4), NOW),
                () -> end(account(3), Entry.State.CONVERGED),
                () -> fleet.rollouts.step(running.closed(Rollout.State.FINISHED, "", NOW)))
            .iterator();
    fleet.meanwhile = () -> happenings.next().run();

    assertThat(run(List.of("watch"))).as("an account failed").isEqualTo(1);

    Golden.is("watch.txt", out.toString());
  }

  @Test
  void aRolloutThatFinishedWithoutAFailureEndsTheWatchWith0() {
    fleet.finished(2);

    assertThat(run(List.of("watch", "release-aaaaaaaaaaaa", "--every", "1"))).isZero();
    assertThat(err.toString()).isEqualToIgnoringNewLines("table fleet-access in us-east-1");
    assertThat(out.toString()).contains("release-aaaaaaaaaaaa finished: 2 of 2 ended; 2 converged");
  }

  @Test
  void onATerminalAWatchDrawsOverWhatItDrew() {
    Rollout running = fleet.running();
    var sight = new RolloutSight(running, fleet.items.of(running.id()));
    var screen = new WatchScreen(new PrintWriter(out), new Ink(true), OptionalInt.of(24));

    screen.show(sight, NOW);
    long lines = out.toString().chars().filter(c -> c == '\n').count();
    screen.show(sight, NOW.plusSeconds(2));

    assertThat(out.toString())
        .contains("\u001b[" + lines + "A\u001b[J")
        .contains("██████████░░░░░░░░░░░░░░░░░░░░ 1 of 3, 1 in the last minute");
  }

  @Test
  void moreWavesThanTheTerminalHasLinesAreNotDrawnAll() {
    Rollout running = fleet.running();
    List<Entry> items =
        IntStream.range(0, 60)
            .mapToObj(
                wave ->
                    SampleFleet.item(running, account(wave))
                        .wave(wave)
                        .state(wave < 30 ? Entry.State.CONVERGED : Entry.State.PLANNED)
                        .done())
            .toList();
    var screen = new WatchScreen(new PrintWriter(out), new Ink(false), OptionalInt.of(24));

    screen.show(new RolloutSight(running, items), NOW);

    assertThat(out.toString().chars().filter(c -> c == '\n').count())
        .as("one line is left for the cursor")
        .isEqualTo(23);
    assertThat(out.toString())
        .contains("and 41 more waves")
        .contains("FleetAccess-Spoke  31 ")
        .doesNotContain("FleetAccess-Spoke  1 ");
  }

  @Test
  void aFailureAfterAResumeIsToldAgain() {
    Rollout running = fleet.running();
    var screen = new WatchScreen(new PrintWriter(out), new Ink(false), OptionalInt.empty());
    fleet.fails(running, account(4), NOW);
    screen.show(RolloutSight.read(fleet.table("t"), running.id()), NOW);
    screen.show(RolloutSight.read(fleet.table("t"), running.id()), NOW.plusSeconds(2));
    Entry failed = fleet.items.find(running.id(), account(4), SampleFleet.SPOKE).orElseThrow();
    fleet.items.record(
        failed, failed.ended(Entry.State.FAILED, "", failed.failure(), 4, NOW.plusSeconds(60)));

    screen.show(RolloutSight.read(fleet.table("t"), running.id()), NOW.plusSeconds(62));

    assertThat(out.toString().lines().filter(line -> line.startsWith("✗ "))).hasSize(2);
  }

  @Test
  void whoTookNoTimeIsNotTheSlowest() {
    fleet.finished(1);
    Rollout again = SampleFleet.rollout("rerun-1", Rollout.Kind.RERUN, SampleFleet.OLD, NOW);
    fleet.rollouts.open(again);
    fleet.items.plan(SampleFleet.item(again, account(1)).done().as(Entry.State.CONVERGED, "", NOW));

    run(List.of("rollouts", "rerun-1"));

    assertThat(out.toString()).contains("1 converged").doesNotContain("slowest");
  }

  @ParameterizedTest(name = "{0} items: every {1} s")
  @CsvSource({"0, 2", "1000, 2", "1001, 2", "5000, 10", "15000, 30", "50000, 30"})
  void aLargeRolloutIsLookedAtLessOften(int items, int seconds) {
    assertThat(WatchCommand.pause(items)).hasSeconds(seconds);
  }

  @Test
  void aPlanAsksTheRepositoryThatIsNamed() {
    fleet.finished(1);

    run(List.of("plan", "--repository", "roles", "--branch", "prod"));
    run(List.of("plan"));

    assertThat(fleet.sources).containsExactly(new RoleSource("roles", "", "prod"), RoleSource.OWN);
  }

  @Test
  void whatFailsIsNamedWithEveryAccount() {
    fleet.finished(0);
    Rollout again = SampleFleet.rollout("rerun-1", Rollout.Kind.RERUN, SampleFleet.OLD, NOW);
    fleet.rollouts.open(again);
    IntStream.rangeClosed(1, 23).forEach(i -> fleet.fails(again, account(i), NOW));

    run(List.of("status", "--failed"));

    assertThat(out.toString())
        .contains("23 accounts  DENIED")
        .contains("  300000000021, 300000000022, 300000000023\n")
        .doesNotContain(" more");
  }

  @Test
  void anOvertakenHaltSaysNothingOfWhatWouldBeRefused() {
    fleet.halted();
    run(List.of("rollouts", "release-bbbbbbbbbbbb"));
    assertThat(out.toString()).contains("./fleet rollback");
    out.getBuffer().setLength(0);

    var newer = new Pointers.Pointer(SampleReleases.commit('c'), "release-cccccccccccc");
    fleet.rollouts.move(fleet.rollouts.overview().pointers().withCandidate(newer));

    run(List.of("rollouts", "release-bbbbbbbbbbbb"));
    run(List.of("watch", "release-bbbbbbbbbbbb"));
    assertThat(out.toString()).doesNotContain("What to do");
  }

  @Test
  void aPlanOfWhatIsThereHasNothingToDo() {
    fleet.finished(3);

    assertThat(run(List.of("plan"))).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("aaaaaaa: nothing to do.");
  }

  @Test
  void aPlanGroupsWhatIsAlikeAndEndsWith1(@TempDir Path folder) throws IOException {
    fleet.halted();
    Map<String, String> files = SampleReleases.templates();
    files.computeIfPresent(
        "spoke-role.yaml",
        (name, text) ->
            text.replace(
                "- cloudtrail:DescribeTrails",
                "- sqs:ListQueues\n                  - sns:ListTopics"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }

    assertThat(run(List.of("plan", folder.toString()))).as(err.toString()).isEqualTo(1);
    Golden.is("plan.txt", out.toString().replace(folder.toString(), "FOLDER"));
    out.getBuffer().setLength(0);

    assertThat(run(List.of("plan", folder.toString(), "--json"))).isEqualTo(1);
    Golden.is("plan.json", out.toString().replace(folder.toString(), "FOLDER"));
  }

  @Test
  void aPlanOfARefusedReleaseNamesTheFindingsAndEndsWith1() {
    fleet.finished(1);
    Map<String, String> files = SampleReleases.templates();
    files.computeIfPresent("fleet.yaml", (name, text) -> text.replace("waves:", "wave:"));
    fleet.repository.push(SampleFleet.NEW, files);

    assertThat(run(List.of("plan", "bbbbbbb"))).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("bbbbbbb is refused; what is there would stay as it is.")
        .contains("fleet.yaml:");
  }

  @Test
  void aReportIsWrittenWhereItIsAskedFor(@TempDir Path folder) throws IOException {
    fleet.halted();
    Path file = folder.resolve("report.html");

    assertThat(run(List.of("report", "--out", file.toString()))).isEqualTo(1);

    assertThat(out.toString()).contains("Written to " + file);
    assertThat(Files.readString(file))
        .contains("release-bbbbbbbbbbbb")
        .contains("300000000001")
        .contains("proven 1 min 35 s after it joined")
        .doesNotContain("Changed by hand");
  }

  @Test
  void theReportTellsWhatWasChangedByHand(@TempDir Path folder) throws IOException {
    fleet.finished(4).swept();
    Path file = folder.resolve("report.html");

    run(List.of("report", "--out", file.toString()));

    assertThat(Files.readString(file))
        .contains("Changed by hand, and put back")
        .contains(
            "AdministratorAccess is attached to it</p><p class=ids>300000000001 300000000002");
  }

  @Test
  void aReportShowsTheCourseOfWhatWasRolledBack(@TempDir Path folder) throws IOException {
    fleet.rolledBack();
    Path file = folder.resolve("report.html");

    assertThat(run(List.of("report", "--out", file.toString()))).isZero();

    assertThat(Files.readString(file))
        .contains("<dt>Rolled back</dt><dd>release-bbbbbbbbbbbb, 4 min 0 s ago; aaaaaaa stays.")
        .contains("The last release, as it went")
        .contains("1 of 3 accounts failed at FleetAccess-Spoke, 0 are tolerated")
        .doesNotContain("Nothing fails.");
  }

  @Test
  void aReportOfAnotherRolloutIsHeadedByItsName(@TempDir Path folder) throws IOException {
    fleet.finished(4).swept();
    Path file = folder.resolve("report.html");
    String sweep = "sweep-20261120T023000Z-0001";

    run(List.of("report", "--rollout", sweep, "--out", file.toString()));

    assertThat(Files.readString(file))
        .contains(">" + sweep + ", as it went<")
        .doesNotContain("The last release");
  }

  @Test
  void theReportAsksForTheUnitsThatTheLedgerDoesNotKnow(@TempDir Path folder) throws IOException {
    fleet.finished(2);
    forgetUnits();
    fleet.organization.unit("ou-abcd-11111111", FakeOrganization.ROOT);
    fleet.organization.put(new Account(account(1), "one", AccountState.ACTIVE, Optional.empty()));
    fleet.organization.move(account(1), "ou-abcd-11111111");
    Path file = folder.resolve("report.html");

    assertThat(run(List.of("report", "--out", file.toString()))).isZero();

    assertThat(Files.readString(file)).contains("ou-abcd-11111111").contains("Unit not known");
  }

  @Test
  void unitsAreShownByTheNamesThatOrganizationsTells(@TempDir Path folder) throws IOException {
    fleet.finished(2);
    fleet.unitNames = Map.of("ou-1", "Production");
    Path file = folder.resolve("report.html");

    run(List.of("report", "--out", file.toString()));
    run(List.of("status", "--account", account(1).value()));

    assertThat(Files.readString(file))
        .contains("<strong>Production</strong>", "<td>Production <small>ou-1</small>");
    assertThat(out.toString()).contains("units: Production: ou-1 < r-1");
  }

  @Test
  void whereTheOrganizationDoesNotTellUnitsTheReportSaysSoAndIsWritten(@TempDir Path folder)
      throws IOException {
    fleet.finished(2);
    forgetUnits();
    fleet
        .organization
        .faults()
        .always("root", new Failure(Failure.Kind.DENIED, "AccessDeniedException", "not for you"));
    Path file = folder.resolve("report.html");

    assertThat(run(List.of("report", "--out", file.toString()))).isZero();

    assertThat(err.toString())
        .contains(
            "The units are not shown, because the organization does not tell them: not for you");
    assertThat(Files.readString(file)).contains("units not known");
  }

  @Test
  void foreignTextMovesNoCursor() {
    Rollout running = fleet.running();
    fleet.items.plan(
        SampleFleet.item(running, account(9))
            .note("evil\u001b[2J\u009b2J\u202e\ntext")
            .done()
            .as(Entry.State.REFUSED, "evil\u001b[2J\u009b2J\u202e\ntext", NOW));

    run(List.of("status", "--failed"));

    assertThat(out.toString()).contains("evil?[2J?2J? text").doesNotContain("\u001b", "\u009b");
  }

  private void forgetUnits() {
    fleet
        .inventory
        .all()
        .forEach(holding -> fleet.inventory.put(holding.but().traits(Traits.NONE).done()));
  }

  private void end(AccountId account, Entry.State state) {
    Entry before =
        fleet.items.find("release-bbbbbbbbbbbb", account, SampleFleet.SPOKE).orElseThrow();
    fleet.items.record(before, before.as(state, "", NOW.plus(Duration.ofSeconds(4))));
  }

  private int run(List<String> arguments) {
    return Fleet.commandLine(fleet)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
