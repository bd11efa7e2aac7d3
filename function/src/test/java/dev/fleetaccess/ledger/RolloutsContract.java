package dev.fleetaccess.ledger;

import static dev.fleetaccess.ledger.LedgerSamples.DUE;
import static dev.fleetaccess.ledger.LedgerSamples.NOW;
import static dev.fleetaccess.ledger.LedgerSamples.RELEASE;
import static dev.fleetaccess.ledger.LedgerSamples.account;
import static dev.fleetaccess.ledger.LedgerSamples.rollout;
import static dev.fleetaccess.ledger.Rollout.State.CLAIMING;
import static dev.fleetaccess.ledger.Rollout.State.HALTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Rollouts} keeps to. */
public abstract class RolloutsContract {
  private static final CommitId OTHER = new CommitId("7f0103f0000000000000000000000000000000bb");

  private Rollouts rollouts;

  /** Rollouts that are empty. */
  protected abstract Rollouts port();

  @BeforeEach
  void begin() {
    rollouts = port();
  }

  @Test
  void atFirstThereIsNothing() {
    assertThat(rollouts.overview())
        .isEqualTo(new Rollouts.Overview(Pointers.NONE, List.of(), Optional.empty()));
    assertThat(rollouts.find("release-1")).isEmpty();
  }

  @Test
  void anOpenedRolloutIsFoundAndInTheOverview() {
    assertThat(rollouts.open(rollout("release-1"))).isTrue();

    assertThat(rollouts.find("release-1")).contains(rollout("release-1"));
    assertThat(rollouts.overview().open())
        .containsExactly(new Rollouts.Open("release-1", Rollout.Kind.RELEASE, DUE));
  }

  @Test
  void theRefusalThatWasWrittenLastStandsInTheOverview() {
    rollouts.refuse(new Refusal(RELEASE, NOW));
    rollouts.refuse(new Refusal(OTHER, NOW.plusNanos(5)));

    assertThat(rollouts.overview().refusal()).contains(new Refusal(OTHER, NOW.plusNanos(5)));
    assertThat(rollouts.overview().open()).isEmpty();
    assertThat(rollouts.overview().pointers()).isEqualTo(Pointers.NONE);
  }

  @Test
  void aRefusalIsLiftedUnlessAnotherCameInItsPlace() {
    var refusal = new Refusal(RELEASE, NOW);
    rollouts.lift(refusal);
    rollouts.refuse(refusal);

    rollouts.lift(new Refusal(OTHER, NOW));
    assertThat(rollouts.overview().refusal()).contains(refusal);

    rollouts.lift(refusal);
    assertThat(rollouts.overview().refusal()).isEmpty();
  }

  @Test
  void rolloutsAreReadBackPageByPageAndEachOnce() {
    List<String> ids = IntStream.range(0, 205).mapToObj("join-%03d"::formatted).toList();
    // Some were opened in one moment, also where a page ends.
    for (int i = 0; i < ids.size(); i++) {
      rollouts.open(
          Rollout.of(
                  ids.get(i),
                  Rollout.Kind.JOIN,
                  RELEASE,
                  Scope.of(account(1)),
                  NOW.plusSeconds(i / 4))
              .done());
    }

    List<String> back = rollouts.back(NOW.plusSeconds(60)).map(Rollout::id).toList();

    assertThat(back).containsExactlyInAnyOrderElementsOf(ids).startsWith("join-204");
    assertThat(back).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void aRolloutIsOpenedOnce() {
    rollouts.open(rollout("release-1"));
    Rollout stepped = rollout("release-1").as(Rollout.State.RUNNING, "claimed", NOW, DUE);
    rollouts.step(stepped);

    assertThat(rollouts.open(rollout("release-1"))).isFalse();
    assertThat(rollouts.find("release-1")).contains(stepped);
  }

  @Test
  void everythingARolloutHoldsComesBack() {
    Scope twoAccounts = new Scope.Accounts(Set.of(account(1), account(2)));
    var listing =
        new Listing(
            Optional.of(account(9)),
            true,
            Optional.of(new Cursor("two")),
            7,
            140,
            false,
            Optional.of(NOW.plusSeconds(30)));
    var full =
        Rollout.of("rerun-1", Rollout.Kind.ROLLBACK, RELEASE, twoAccounts, NOW)
            .dryRun(true)
            .ordered(true)
            .by("somebody else")
            .state(Rollout.State.WAITING)
            .stage(2)
            .wave(3)
            .approved(4)
            .bakes(Optional.of(NOW.plusSeconds(60)))
            .resumed(Optional.of(NOW.minusSeconds(60)))
            .listing(listing)
            .note("too many failed")
            .changed(NOW.plusNanos(5))
            .due(DUE)
            .done();

    rollouts.open(full);

    assertThat(rollouts.find("rerun-1")).contains(full);
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void everyScopeComesBack(Scope scope) {
    Rollout rollout = Rollout.of("rerun-2", Rollout.Kind.RERUN, RELEASE, scope, NOW).done();

    rollouts.open(rollout);

    assertThat(rollouts.find("rerun-2")).contains(rollout);
  }

  static Stream<Scope> scopes() {
    return Stream.of(
        new Scope.Everyone(),
        new Scope.Failed(),
        new Scope.Touched("release-1"),
        Scope.of(account(1)));
  }

  @Test
  void aClosedRolloutMayBeOpenedByItsNextStep() {
    rollouts.open(rollout("release-1"));
    Rollout halted = rollout("release-1").closed(Rollout.State.HALTED, "halted", NOW);
    rollouts.step(halted);
    Rollout resumed = halted.step(NOW, DUE).state(Rollout.State.RUNNING).open(true).done();

    assertThat(rollouts.step(resumed)).isTrue();

    assertThat(rollouts.find("release-1")).contains(resumed);
    assertThat(rollouts.overview().open()).hasSize(1);
  }

  @Test
  void aStepIsTakenOnce() {
    rollouts.open(rollout("release-1"));
    Rollout mine = rollout("release-1").as(Rollout.State.RUNNING, "mine", NOW, DUE);
    Rollout other = rollout("release-1").as(Rollout.State.SUPERSEDED, "other", NOW, DUE);

    assertThat(rollouts.step(mine)).isTrue();
    assertThat(rollouts.step(other)).isFalse();
    assertThat(rollouts.find("release-1")).contains(mine);
  }

  @Test
  void ofManyWhoTakeTheSameStepOneSucceeds() {
    rollouts.open(rollout("release-1"));
    Rollout next = rollout("release-1").next(NOW, DUE);

    List<CompletableFuture<Boolean>> tries =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> rollouts.step(next)))
            .toList();

    assertThat(tries.stream().map(CompletableFuture::join).filter(taken -> taken)).hasSize(1);
  }

  @Test
  void whatARequestOpenedIsRememberedAndIsOpenedByItOnce() {
    var receipt = new Receipt("request-1", "rerun-1", "every account is looked at");
    assertThat(rollouts.receipt("request-1")).isEmpty();

    assertThat(rollouts.open(rollout("rerun-1"), Optional.of(receipt))).isTrue();
    assertThat(rollouts.receipt("request-1")).contains(receipt);
    var again = new Receipt("request-1", "rerun-2", "every account is looked at");
    assertThat(rollouts.open(rollout("rerun-2"), Optional.of(again))).isFalse();

    assertThat(rollouts.receipt("request-1")).contains(receipt);
    assertThat(rollouts.find("rerun-2")).isEmpty();
    assertThat(rollouts.overview().open()).hasSize(1);
  }

  @Test
  void theStepThatARequestTookIsTakenByItOnce() {
    rollouts.open(rollout("release-1"));
    var receipt = new Receipt("request-1", "release-1", "release-1 goes on");
    Rollout resumed = rollout("release-1").as(Rollout.State.RUNNING, "resumed", NOW, DUE);
    Rollout waiting = resumed.as(Rollout.State.WAITING, "waits", NOW, DUE);

    assertThat(rollouts.step(resumed, Optional.of(receipt))).isTrue();
    rollouts.step(waiting);

    assertThat(rollouts.step(waiting.next(NOW, DUE), Optional.of(receipt))).isFalse();
    assertThat(rollouts.find("release-1")).contains(waiting);
  }

  @Test
  void aRequestThatCameTooLateForItsStepLeavesNoReceipt() {
    rollouts.open(rollout("release-1"));
    Rollout mine = rollout("release-1").as(Rollout.State.HALTED, "mine", NOW, DUE);
    rollouts.step(rollout("release-1").next(NOW, DUE));

    var receipt = Optional.of(new Receipt("request-1", "release-1", "release-1 halts"));
    assertThat(rollouts.step(mine, receipt)).isFalse();
    assertThat(rollouts.receipt("request-1")).isEmpty();
    assertThat(rollouts.open(rollout("release-1"), receipt)).isFalse();
    assertThat(rollouts.receipt("request-1")).isEmpty();
  }

  @Test
  void aStepOfARolloutThatIsNotThereIsRefused() {
    assertThat(rollouts.step(rollout("release-9").next(NOW, DUE))).isFalse();
    assertThat(rollouts.overview().open()).isEmpty();
  }

  @Test
  void aStepMovesTheDueTimeInTheOverview() {
    rollouts.open(rollout("release-1"));
    rollouts.step(rollout("release-1").next(NOW, DUE.plusSeconds(60)));

    assertThat(rollouts.overview().open())
        .extracting(Rollouts.Open::due)
        .containsExactly(DUE.plusSeconds(60));
  }

  @Test
  void aClosedRolloutLeavesTheOverviewAndIsStillFound() {
    rollouts.open(rollout("release-1"));
    rollouts.open(rollout("join-1"));
    Rollout closed = rollout("release-1").closed(Rollout.State.FINISHED, "done", NOW);

    assertThat(rollouts.step(closed)).isTrue();

    assertThat(rollouts.overview().open()).extracting(Rollouts.Open::id).containsExactly("join-1");
    assertThat(rollouts.find("release-1")).contains(closed);
  }

  @Test
  void theLatestAreFoundByWhenTheyWereOpenedWhateverBecameOfThem() {
    rollouts.open(opened("sweep-1", NOW.minus(Duration.ofDays(40))));
    rollouts.open(opened("release-1", NOW.minusMillis(500)));
    rollouts.open(opened("release-2", NOW));
    rollouts.step(opened("release-1", NOW.minusMillis(500)).closed(HALTED, "too many", NOW));

    assertThat(rollouts.latest(NOW, 9))
        .extracting(Rollout::id)
        .containsExactly("release-2", "release-1", "sweep-1");
    assertThat(rollouts.latest(NOW, 2))
        .extracting(Rollout::state)
        .containsExactly(CLAIMING, HALTED);
    assertThat(rollouts.latest(NOW.minusMillis(1), 9))
        .extracting(Rollout::id)
        .containsExactly("release-1", "sweep-1");
    assertThat(rollouts.latest(NOW.minus(Duration.ofDays(41)), 9)).isEmpty();
  }

  @Test
  void whatTheItemsCameToIsKept() {
    Rollout closed = rollout("release-1").closed(Rollout.State.FINISHED, "", NOW);
    rollouts.open(rollout("release-1"));
    assertThat(rollouts.counts("release-1")).isEmpty();

    rollouts.sum(closed, Map.of(Entry.State.CONVERGED, 7));
    rollouts.sum(closed, Map.of(Entry.State.CONVERGED, 9, Entry.State.FAILED, 1));

    assertThat(rollouts.counts("release-1"))
        .contains(Map.of(Entry.State.CONVERGED, 9, Entry.State.FAILED, 1));
    assertThat(rollouts.find("release-1")).contains(rollout("release-1"));
  }

  private static Rollout opened(String id, Instant when) {
    Rollout sample = rollout(id);
    return Rollout.of(id, sample.kind(), sample.release(), sample.scope(), when)
        .by(sample.by())
        .state(sample.state())
        .due(sample.due())
        .done();
  }

  @Test
  void pointersMoveByOneVersion() {
    var pointer = new Pointers.Pointer(RELEASE, "release-1");
    Pointers candidate = Pointers.NONE.withCandidate(pointer).begun(NOW);
    Pointers finished = candidate.finished(pointer, Duration.ofHours(24), NOW).swept(NOW);
    Pointers unswept = candidate.finished(pointer, Duration.ofHours(24), NOW);

    assertThat(rollouts.move(candidate)).isTrue();
    assertThat(rollouts.overview().pointers()).isEqualTo(candidate);
    assertThat(rollouts.move(finished)).as("two versions on").isFalse();
    assertThat(rollouts.move(unswept)).isTrue();
    assertThat(rollouts.move(finished)).isTrue();
    assertThat(rollouts.overview().pointers()).isEqualTo(finished);

    Pointers undone = finished.withCandidate(new Pointers.Pointer(RELEASE, "release-2"));
    rollouts.move(undone);
    rollouts.move(undone.undoing());
    assertThat(rollouts.overview().pointers()).isEqualTo(undone.undoing());
    assertThat(undone.undoing().undone()).isEqualTo(undone.candidate());
    assertThat(undone.undoing().candidate()).isEmpty();

    Pointers past = undone.undoing().pastUndone();
    assertThat(rollouts.move(past)).isTrue();
    assertThat(rollouts.overview().pointers()).isEqualTo(past);
    assertThat(past.undone()).isEmpty();
    assertThat(past.current()).isEqualTo(undone.current());
  }

  @Test
  void whoTakesAPlaceThatSomebodyElseTookLooksAgain() {
    Instant mine = NOW.plusSeconds(3);

    assertThat(rollouts.paced()).isEqualTo(Instant.EPOCH);
    assertThat(rollouts.pace(Instant.EPOCH, mine)).isTrue();
    assertThat(rollouts.pace(Instant.EPOCH, NOW.plusSeconds(9))).isFalse();
    assertThat(rollouts.paced()).isEqualTo(mine);
    assertThat(rollouts.pace(mine, mine.plusNanos(7))).isTrue();
    assertThat(rollouts.paced()).isEqualTo(mine.plusNanos(7));
    assertThat(rollouts.overview())
        .as("a row beside the pointers")
        .isEqualTo(new Rollouts.Overview(Pointers.NONE, List.of(), Optional.empty()));
  }

  @Test
  void pointersThatSomebodyElseMovedStay() {
    Pointers mine = Pointers.NONE.withCandidate(new Pointers.Pointer(RELEASE, "mine"));
    Pointers other = Pointers.NONE.withCandidate(new Pointers.Pointer(RELEASE, "other"));

    assertThat(rollouts.move(mine)).isTrue();
    assertThat(rollouts.move(other)).isFalse();
    assertThat(rollouts.overview().pointers()).isEqualTo(mine);
  }
}
