package dev.fleetaccess.ledger;

import static dev.fleetaccess.ledger.LedgerSamples.NOW;
import static dev.fleetaccess.ledger.LedgerSamples.RELEASE;
import static dev.fleetaccess.ledger.LedgerSamples.account;
import static dev.fleetaccess.ledger.LedgerSamples.planned;
import static dev.fleetaccess.ledger.LedgerSamples.rollout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CoverageTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final AccountId ONE = account(1);
  private static final CommitId OLD = new CommitId("0".repeat(40));
  private static final CommitId NEW = new CommitId("f".repeat(40));
  private static final Optional<Applied> APPLIED =
      Optional.of(new Applied(new Digest("0".repeat(64)), "arn:aws:cloudformation:…", NOW));
  private static final Pointers CURRENT =
      Pointers.NONE
          .withCandidate(new Pointers.Pointer(RELEASE, "release-1"))
          .finished(new Pointers.Pointer(RELEASE, "release-1"), Duration.ofHours(24), NOW);
  private static final Pointers BRINGING =
      CURRENT.withCandidate(new Pointers.Pointer(NEW, "release-2"));
  private static final String BEGUN = "its stack was begun, and no visit found it right";
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final String APPROVAL = "it waits for approval since 2026-11-20 03:01:00Z";
  private static final Failure DENIED = new Failure(Failure.Kind.DENIED, "AccessDenied", "no");

  static Stream<Arguments> standings() {
    Optional<Entry> none = Optional.empty();
    Optional<Holding> nothing = Optional.empty();
    return Stream.of(
        row("the hub entered it", has().proven(Optional.of(NOW)), none, proven()),
        row("no proof is made of it", has(), none, new Standing.Covered()),
        row(
            "it is right, and the hub cannot enter",
            has().proven(Optional.of(NOW)).broken(Optional.of("the hub could not")),
            none,
            new Standing.NotProven("the hub could not")),
        row(
            "the last visit failed, whatever it had before",
            has().failure(Optional.of(DENIED)),
            none,
            new Standing.Failing("DENIED", "AccessDenied: no", Failure.Kind.DENIED.nextStep())),
        row(
            "a refusal says itself what to do",
            has().failure(Optional.of(new Failure(Failure.Kind.CONFLICT, "Refused", "adopt it"))),
            none,
            new Standing.Failing("REFUSED", "adopt it", "")),
        row("an older release", has(OLD), none, new Standing.Behind(OLD)),
        row(
            "a worker began its stack and never came back: what stands there nobody saw",
            begun(RELEASE),
            none,
            new Standing.NeverReached(BEGUN)),
        row(
            "what was begun of an older release is not that release",
            begun(OLD),
            none,
            new Standing.NeverReached(BEGUN)),
        row(
            "what was begun is wanted there no more, and may stand there",
            gone().applied(Optional.empty()),
            none,
            new Standing.Orphaned(true)),
        row(
            "a sweep looks at what was begun: it is right when that visit ends, not before",
            begun(RELEASE),
            Optional.of(item(RELEASE)),
            new Standing.UnderWay(false, "")),
        row(
            "what was begun waits for its wave",
            begun(RELEASE),
            Optional.of(waits("approval", 1)),
            new Standing.Waiting(2, APPROVAL, "Let it go on: ./fleet resume approval", false)),
        row(
            "a newer commit came in the middle of its making",
            begun(RELEASE),
            Optional.of(item(NEW).as(Entry.State.SUPERSEDED, "", LATER)),
            new Standing.NeverReached(BEGUN)),
        row(
            "a rollout brings it another",
            has(),
            Optional.of(item(NEW)),
            new Standing.UnderWay(false, "")),
        row(
            "a sweep looks at what is right: it stays right",
            has().proven(Optional.of(NOW)),
            Optional.of(item(RELEASE)),
            proven()),
        row(
            "a re-run tries what failed",
            has().failure(Optional.of(DENIED)),
            Optional.of(
                item(RELEASE)
                    .but()
                    .attempt(Attempt.FIRST.failed(Failure.Kind.DENIED))
                    .note("denied")
                    .done()),
            new Standing.UnderWay(true, "denied")),
        row(
            "the candidate was brought there already",
            has(NEW).proven(Optional.of(NOW)),
            Optional.of(item(NEW).as(Entry.State.CONVERGED, "", NOW)),
            proven()),
        row(
            "it halted before its turn, and the account keeps what it had",
            has().proven(Optional.of(NOW)),
            Optional.of(item(NEW).as(Entry.State.NOT_STARTED, "", LATER)),
            proven()),
        arguments(
            "it halted before its turn, and the account had nothing",
            nothing,
            Optional.of(item(NEW).as(Entry.State.NOT_STARTED, "", LATER)),
            new Standing.NeverReached("the rollout halted before its turn")),
        arguments(
            "it is planned for the first time",
            nothing,
            Optional.of(item(NEW)),
            new Standing.UnderWay(false, "")),
        arguments(
            "its message was lost before anybody came there",
            nothing,
            Optional.of(
                item(NEW)
                    .ended(
                        Entry.State.FAILED,
                        "lost",
                        Optional.of(new Failure(Failure.Kind.LOST, "Lost", "silence")),
                        0,
                        LATER)),
            new Standing.Failing("LOST", "Lost: silence", Failure.Kind.LOST.nextStep())),
        row(
            "its wave waits for a person: it has what it should until then",
            has().proven(Optional.of(NOW)),
            Optional.of(waits("approval", 1)),
            new Standing.Waiting(2, APPROVAL, "Let it go on: ./fleet resume approval", true)),
        row(
            "the wave before waits for a person",
            has(),
            Optional.of(waits("approval", 2)),
            new Standing.Waiting(
                3,
                "wave 2 waits for approval since 2026-11-20 03:01:00Z",
                "Let it go on: ./fleet resume approval",
                true)),
        arguments(
            "its wave waits for a person, and it has nothing yet",
            nothing,
            Optional.of(waits("approval", 1)),
            new Standing.Waiting(2, APPROVAL, "Let it go on: ./fleet resume approval", false)),
        row(
            "the wave before rests",
            has(),
            Optional.of(waits("rest", 1)),
            new Standing.Waiting(2, "rest rests until 2026-11-20 03:01:00Z", "", true)),
        row(
            "an earlier wave is under way",
            has(),
            Optional.of(waits("release-2", 2)),
            new Standing.Waiting(3, "an earlier wave of release-2 is under way", "", true)),
        row(
            "it joined an earlier wave late, which no rest keeps back",
            has(),
            Optional.of(waits("rest", 0)),
            new Standing.UnderWay(false, "")),
        row(
            "who fails does not fail less by waiting",
            has().failure(Optional.of(DENIED)),
            Optional.of(waits("approval", 1)),
            new Standing.Failing("DENIED", "AccessDenied: no", Failure.Kind.DENIED.nextStep())),
        row(
            "nor is who waits with an older release covered",
            has(OLD),
            Optional.of(waits("approval", 1)),
            new Standing.Behind(OLD)),
        row(
            "nor is a broken proof forgotten",
            has().broken(Optional.of("the hub could not")),
            Optional.of(waits("approval", 1)),
            new Standing.NotProven("the hub could not")),
        row(
            "its wave's release was brought there already",
            has(NEW).proven(Optional.of(NOW)),
            Optional.of(waits("approval", 1)),
            proven()),
        row(
            "a deletion is no matter of waves",
            gone(),
            Optional.of(removal("approval")),
            new Standing.UnderWay(false, "")),
        row(
            "it was suspended since",
            has(),
            Optional.of(item(NEW).as(Entry.State.SKIPPED, "suspended by AWS", LATER)),
            new Standing.LeftOut("suspended by AWS")),
        row(
            "it was suspended once, and looked at since",
            has().seen(LATER),
            Optional.of(item(RELEASE).as(Entry.State.SKIPPED, "suspended by AWS", NOW)),
            new Standing.Covered()),
        row(
            "a dry run changes nothing",
            has(),
            Optional.of(item("dry", NEW).done()),
            new Standing.Covered()),
        row("the release declares it no more", gone(), none, new Standing.Orphaned(false)),
        row(
            "it is left out, and stands there all the same",
            gone(),
            Optional.of(removal().as(Entry.State.SKIPPED, "orphaned, kept", LATER)),
            new Standing.Orphaned(false)),
        row("its deletion waits", gone(), Optional.of(removal()), new Standing.UnderWay(false, "")),
        row(
            "its deletion failed",
            gone(),
            Optional.of(
                removal().ended(Entry.State.FAILED, "AccessDenied", Optional.of(DENIED), 3, LATER)),
            new Standing.Failing("DENIED", "AccessDenied: no", Failure.Kind.DENIED.nextStep())),
        arguments(
            "it was deleted",
            nothing,
            Optional.of(removal().as(Entry.State.CONVERGED, "removed", LATER)),
            new Standing.LeftOut("removed")));
  }

  private static Entry waits(String rollout, int wave) {
    return item(rollout, NEW).wave(wave).done();
  }

  private static HoldingDraft gone() {
    return Holding.of(ONE, "FleetAccess-Gone", NOW).release(Optional.of(RELEASE)).applied(APPLIED);
  }

  private static Entry removal() {
    return removal("release-1");
  }

  private static Entry removal(String rollout) {
    return Entry.of(rollout, RELEASE, ONE, "FleetAccess-Gone", NOW).stage(Stage.REMOVALS).done();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("standings")
  void anAccountStands(
      String reason, Optional<Holding> holding, Optional<Entry> item, Standing expected) {
    Coverage coverage = coverage(holding.stream().toList(), item.stream().toList());

    assertThat(coverage.accounts()).as(reason).hasSize(1);
    assertThat(coverage.account(ONE).orElseThrow().standing()).as(reason).isEqualTo(expected);
  }

  @Test
  void theWorstOfItsStacksStandsForTheAccount() {
    Holding hub =
        Holding.of(ONE, "FleetAccess-Hub", NOW)
            .release(Optional.of(RELEASE))
            .applied(APPLIED)
            .done();
    Holding spoke = has().proven(Optional.of(NOW)).done();

    assertThat(standing(hub, spoke)).as("no proof is made of the hub").isEqualTo(proven());
    assertThat(standing(hub.but().failure(Optional.of(DENIED)).done(), spoke).state())
        .isEqualTo(Standing.State.FAILING);
  }

  @Test
  void timeFromJoiningIsToldByTheRolloutOfItsJoiningAlone() {
    Entry joined =
        item("join-1", RELEASE)
            .joined(Optional.of(NOW.minusSeconds(90)))
            .state(Entry.State.CONVERGED)
            .done();
    Entry swept = joined.but().done();

    assertThat(coverage(List.of(has().done()), List.of(joined)).account(ONE).get().untilCovered())
        .contains(Duration.ofSeconds(90));
    assertThat(
            Coverage.of(
                    CURRENT,
                    holding -> true,
                    List.of(has().done()),
                    List.of(rollout("join-1")),
                    List.of(swept))
                .account(ONE)
                .get()
                .untilCovered())
        .isEmpty();
  }

  @Test
  void whatIsKnownOfAnAccountIsTakenWhereItIsKnown() {
    var traits = new Traits(List.of("ou-1"), Map.of("stage", "prod"));

    assertThat(
            coverage(List.of(has().done()), List.of(item("release-2", NEW).traits(traits).done()))
                .account(ONE)
                .get()
                .traits())
        .isEqualTo(traits);
  }

  static Stream<Arguments> sentences() {
    return Stream.of(
        Arguments.of(
            List.of(), "The ledger knows of no account: nothing has been rolled out yet.", false),
        Arguments.of(List.of(proven(1)), "Yes: the one account is covered.", true),
        Arguments.of(
            List.of(proven(1), proven(2), has(3).broken(Optional.of("no")).done()),
            "Yes: all 3 accounts are covered; 1 not proven.",
            true),
        Arguments.of(
            List.of(
                proven(1),
                has(2).failure(Optional.of(DENIED)).done(),
                has(3).release(old()).done()),
            "No: 1 of 3 accounts are covered; 1 failing, 1 behind.",
            false));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("sentences")
  void itIsSaidInOneSentence(List<Holding> holdings, String sentence, boolean complete) {
    Coverage coverage = coverage(holdings, List.of());

    assertThat(coverage.sentence()).isEqualTo(sentence);
    assertThat(coverage.complete()).isEqualTo(complete);
  }

  @Test
  void whoWaitsForItsWaveIsCoveredByWhatItHasAndElseNot() {
    Coverage waiting = coverage(List.of(proven(1), proven(2)), List.of(waits("approval", 1)));
    Coverage first = coverage(List.of(proven(2)), List.of(waits("approval", 1)));

    assertThat(waiting.sentence()).isEqualTo("Yes: all 2 accounts are covered; 1 waiting.");
    assertThat(first.sentence()).isEqualTo("No: 1 of 2 accounts are covered; 1 not yet reached.");
  }

  @Test
  void whatIsDoneNowSaysMoreThanWhatWaitsForItsWave() {
    Entry rerun = item("release-2", RELEASE).state(Entry.State.SENT).done();
    Holding failing = has().failure(Optional.of(DENIED)).done();
    Entry waits = waits("approval", 1).but().changed(LATER).done();

    assertThat(coverage(List.of(failing), List.of(rerun, waits)).account(ONE).get().standing())
        .isEqualTo(new Standing.UnderWay(false, ""));
  }

  @Test
  void whoIsLeftOutCountsNeitherWay() {
    Coverage coverage =
        coverage(
            List.of(proven(1)),
            List.of(planned("release-2", account(2)).as(Entry.State.SKIPPED, "closed", NOW)));

    assertThat(coverage.sentence()).isEqualTo("Yes: the one account is covered. 1 more left out.");
  }

  @Test
  void countedOneByOneItComesToTheSame() {
    List<Holding> holdings =
        List.of(
            proven(1),
            has(2).broken(Optional.of("the hub could not enter")).done(),
            has(3).release(old()).done(),
            has(4).failure(Optional.of(DENIED)).done(),
            has(7).applied(Optional.empty()).done());
    List<Entry> items =
        List.of(
            planned("release-2", account(1)).as(Entry.State.NOT_STARTED, "", NOW.minusSeconds(9)),
            planned("release-2", account(5)).as(Entry.State.NOT_STARTED, "", NOW),
            planned("release-2", account(6)).as(Entry.State.SKIPPED, "closed", NOW));
    Coverage coverage = coverage(holdings, items);

    var count = new CoverageCount(BRINGING, holding -> true);
    holdings.forEach(count::add);
    items.forEach(count::add);

    assertThat(count.covered()).isEqualTo(coverage.covered()).isEqualTo(2);
    assertThat(count.notCovered()).isEqualTo(coverage.total() - coverage.covered()).isEqualTo(4);
    assertThat(count.notProven()).isEqualTo(1);
  }

  private static Standing standing(Holding... holdings) {
    return coverage(List.of(holdings), List.of()).account(ONE).orElseThrow().standing();
  }

  private static Coverage coverage(List<Holding> holdings, List<Entry> items) {
    return Coverage.of(
        BRINGING,
        holding -> !holding.stack().equals("FleetAccess-Gone"),
        holdings,
        List.of(dry(), running("release-2"), joining(), approval(), rest()),
        items);
  }

  private static Rollout dry() {
    return like("dry", Rollout.Kind.RERUN, true);
  }

  private static Rollout approval() {
    return rollout("approval")
        .as(
            Rollout.State.WAITING,
            "FleetAccess-Spoke, wave 2 of 3 waits for approval",
            LATER.plusMillis(5),
            LATER)
        .next(LATER.plusSeconds(600), LATER)
        .but()
        .wave(1)
        .done();
  }

  private static Rollout running(String id) {
    return rollout(id).but().state(Rollout.State.RUNNING).done();
  }

  private static Rollout rest() {
    return running("rest").but().bakes(Optional.of(LATER)).done();
  }

  private static Rollout joining() {
    return like("join-1", Rollout.Kind.JOIN, false);
  }

  private static Rollout like(String id, Rollout.Kind kind, boolean dry) {
    return Rollout.of(id, kind, RELEASE, Scope.of(ONE), NOW)
        .dryRun(dry)
        .state(rollout(id).state())
        .done();
  }

  private static Standing proven() {
    return new Standing.Proven(NOW);
  }

  private static Holding proven(int number) {
    return has(number).proven(Optional.of(NOW)).done();
  }

  private static Optional<CommitId> old() {
    return Optional.of(OLD);
  }

  private static HoldingDraft has() {
    return has(RELEASE);
  }

  private static HoldingDraft has(CommitId release) {
    return has(1).release(Optional.of(release));
  }

  /** As {@link Ledger#leftBehind} writes it. */
  private static HoldingDraft begun(CommitId release) {
    return has(release).applied(Optional.empty());
  }

  private static HoldingDraft has(int number) {
    return Holding.of(account(number), SPOKE, NOW).release(Optional.of(RELEASE)).applied(APPLIED);
  }

  private static Entry item(CommitId release) {
    return item("release-2", release).done();
  }

  private static EntryDraft item(String rollout, CommitId release) {
    return Entry.of(rollout, release, ONE, SPOKE, NOW);
  }

  private static Arguments row(
      String reason, HoldingDraft holding, Optional<Entry> item, Standing expected) {
    return arguments(reason, Optional.of(holding.done()), item, expected);
  }

  private static Arguments arguments(
      String reason, Optional<Holding> holding, Optional<Entry> item, Standing expected) {
    return Arguments.of(reason, holding, item, expected);
  }
}
