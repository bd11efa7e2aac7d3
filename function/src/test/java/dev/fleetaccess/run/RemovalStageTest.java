package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Deletions come last, and each kind of rollout stops when they go wrong. */
class RemovalStageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final Release RELEASE = SampleReleases.release(SampleReleases.commit('a'));
  private static final Itinerary ITINERARY = Itinerary.waved(RELEASE.manifest());
  private static final int LAST = RELEASE.manifest().stacks().size() - 1;

  @ParameterizedTest(name = "{4}")
  @MethodSource
  void whatTheLedgerShowsDecidesOnOneStep(
      Rollout.Kind kind,
      int stage,
      List<Entry> entries,
      Class<? extends RolloutStep> step,
      String reason) {
    assertThat(
            RolloutDecider.decide(
                rollout(kind, stage),
                new RolloutDecider.Terms(ITINERARY, RELEASE.manifest().rollout(), true, false),
                StageView.of(entries, rollout(kind, stage), ITINERARY, NOW),
                NOW))
        .as(reason)
        .isInstanceOf(step);
  }

  static Stream<Arguments> whatTheLedgerShowsDecidesOnOneStep() {
    List<Entry> right = entries(LAST, 4, Entry.State.CONVERGED);
    return Stream.of(
        row(LAST, RolloutStep.Finish.class, "nothing is to be deleted", right),
        row(
            LAST,
            RolloutStep.Finish.class,
            "what is orphaned and stays is no work",
            right,
            entries(Stage.REMOVALS, 4, Entry.State.SKIPPED)),
        row(
            LAST,
            RolloutStep.Rest.class,
            "deletions wait for everything else",
            entries(LAST, 1, Entry.State.SENT),
            entries(Stage.REMOVALS, 4, Entry.State.PLANNED)),
        row(
            LAST,
            RolloutStep.Halt.class,
            "a release that went wrong deletes nothing",
            entries(LAST, 4, Entry.State.FAILED),
            entries(Stage.REMOVALS, 4, Entry.State.PLANNED)),
        row(
            LAST,
            RolloutStep.Remove.class,
            "everything else is right",
            right,
            entries(Stage.REMOVALS, 4, Entry.State.PLANNED)),
        row(
            Stage.REMOVALS,
            RolloutStep.Send.class,
            "there are few",
            right,
            cleared(Entry.Clearance.FEW)),
        row(
            Stage.REMOVALS,
            RolloutStep.Send.class,
            "a person agreed",
            right,
            cleared(Entry.Clearance.SHOWN)),
        row(
            Stage.REMOVALS,
            RolloutStep.Rest.class,
            "what was planned since waits for those before it",
            entries(Stage.REMOVALS, 1, Entry.State.SENT),
            entries(Stage.REMOVALS, 1, Entry.State.PLANNED)),
        row(
            Stage.REMOVALS,
            RolloutStep.Remove.class,
            "and is counted then",
            entries(Stage.REMOVALS, 4, Entry.State.CONVERGED),
            entries(Stage.REMOVALS, 1, Entry.State.PLANNED)),
        row(
            Stage.REMOVALS,
            RolloutStep.Rest.class,
            "atOnce holds for deletions too",
            entries(Stage.REMOVALS, 1, Entry.State.SENT),
            cleared(Entry.Clearance.FEW)),
        row(
            Stage.REMOVALS,
            RolloutStep.Halt.class,
            "one of four failed, and none is tolerated",
            entries(Stage.REMOVALS, 1, Entry.State.FAILED),
            entries(Stage.REMOVALS, 3, Entry.State.PLANNED)),
        Arguments.of(
            Rollout.Kind.SWEEP,
            Stage.REMOVALS,
            both(
                entries(Stage.REMOVALS, 1, Entry.State.REFUSED),
                entries(Stage.REMOVALS, 3, Entry.State.PLANNED)),
            RolloutStep.Halt.class,
            "a sweep that deletes stops as well"),
        row(
            Stage.REMOVALS,
            RolloutStep.Finish.class,
            "all is deleted",
            entries(Stage.REMOVALS, 4, Entry.State.CONVERGED)));
  }

  @Test
  void aReleaseThatStandsAlreadyIsNotHaltedByADeletionThatCameMeanwhile() {
    Rollout rollout = rollout(Rollout.Kind.RELEASE, Stage.REMOVALS);
    List<Entry> entries = entries(Stage.REMOVALS, 4, Entry.State.FAILED);

    assertThat(
            RolloutDecider.decide(
                rollout,
                new RolloutDecider.Terms(ITINERARY, RELEASE.manifest().rollout(), true, true),
                StageView.of(entries, rollout, ITINERARY, NOW),
                NOW))
        .isInstanceOf(RolloutStep.Finish.class);
  }

  private static List<Entry> cleared(Entry.Clearance clearance) {
    return entries(Stage.REMOVALS, 4, Entry.State.PLANNED).stream()
        .map(entry -> entry.but().clearance(clearance).done())
        .toList();
  }

  private static Arguments row(
      int stage, Class<? extends RolloutStep> step, String reason, List<Entry> entries) {
    return row(stage, step, reason, entries, List.of());
  }

  private static Arguments row(
      int stage,
      Class<? extends RolloutStep> step,
      String reason,
      List<Entry> some,
      List<Entry> others) {
    return Arguments.of(Rollout.Kind.RELEASE, stage, both(some, others), step, reason);
  }

  private static List<Entry> both(List<Entry> some, List<Entry> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<Entry> entries(int stage, int count, Entry.State state) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var account = new AccountId("%012d".formatted(300_000_000_000L + 100 * state.ordinal() + i));
      entries.add(
          Entry.of("release-1", RELEASE.commit(), account, "FleetAccess-Spoke", NOW)
              .stage(stage)
              .state(state)
              .listed(Optional.of(NOW))
              .due(NOW.plusSeconds(60))
              .done());
    }
    return entries;
  }

  private static Rollout rollout(Rollout.Kind kind, int stage) {
    return Rollout.of("release-1", kind, RELEASE.commit(), new Scope.Everyone(), NOW)
        .by("push")
        .state(Rollout.State.RUNNING)
        .step(3)
        .stage(stage)
        .listing(Listing.NONE.afterKnown().afterPage(Optional.empty(), 0))
        .done();
  }
}
