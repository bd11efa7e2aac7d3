package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.Amount;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Disposal;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.OnHalt;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RolloutDeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final CommitId COMMIT = new CommitId("a".repeat(40));
  private static final int HUB_STAGE = 0;
  private static final int SPOKE_STAGE = 1;
  private static final List<Stage> STAGES =
      List.of(
          stage(HUB_STAGE, "Hub", Placement.HUB), stage(SPOKE_STAGE, "Spoke", Placement.SPOKES));
  private static final boolean LISTED = true;
  private static final boolean LISTING = false;

  @ParameterizedTest(name = "{3}")
  @MethodSource
  void whatTheLedgerShowsDecidesOnOneStep(
      Rollout rollout, List<Entry> entries, Class<? extends RolloutStep> expected, String reason) {
    assertThat(decide(rollout, entries)).as(reason).isInstanceOf(expected);
  }

  static Stream<Arguments> whatTheLedgerShowsDecidesOnOneStep() {
    return Stream.of(
        row(
            running(HUB_STAGE, LISTING),
            entries(HUB_STAGE, Entry.State.PLANNED),
            RolloutStep.Send.class,
            "the hub is planned"),
        row(
            running(HUB_STAGE, LISTING),
            entries(HUB_STAGE, Entry.State.SENT),
            RolloutStep.Rest.class,
            "the hub is under way"),
        row(
            running(HUB_STAGE, LISTING),
            both(entries(HUB_STAGE, Entry.State.SENT), entries(SPOKE_STAGE, Entry.State.PLANNED)),
            RolloutStep.Rest.class,
            "spokes wait for the hub"),
        row(
            running(HUB_STAGE, LISTING),
            entries(HUB_STAGE, Entry.State.CONVERGED),
            RolloutStep.Begin.class,
            "the hub has it, and needs nobody to be listed"),
        row(
            running(HUB_STAGE, LISTING),
            entries(HUB_STAGE, Entry.State.FAILED),
            RolloutStep.Halt.class,
            "the hub failed, and everybody waits for it"),
        row(
            running(SPOKE_STAGE, LISTING),
            entries(SPOKE_STAGE, Entry.State.CONVERGED),
            RolloutStep.Rest.class,
            "more accounts may be listed"),
        row(
            running(SPOKE_STAGE, LISTING),
            entries(SPOKE_STAGE, 5, Entry.State.FAILED),
            RolloutStep.Rest.class,
            "tolerance is judged once everybody is listed"),
        row(
            running(SPOKE_STAGE, LISTED),
            both(
                entries(SPOKE_STAGE, 2, Entry.State.FAILED),
                entries(SPOKE_STAGE, 8, Entry.State.CONVERGED)),
            RolloutStep.Halt.class,
            "two of ten failed, one is tolerated"),
        row(
            running(SPOKE_STAGE, LISTED),
            both(
                entries(SPOKE_STAGE, 1, Entry.State.REFUSED),
                entries(SPOKE_STAGE, 9, Entry.State.CONVERGED)),
            RolloutStep.Finish.class,
            "one of ten was refused, and one is tolerated"),
        row(
            running(SPOKE_STAGE, LISTED),
            both(
                entries(SPOKE_STAGE, 9, Entry.State.SKIPPED),
                entries(SPOKE_STAGE, 1, Entry.State.FAILED)),
            RolloutStep.Halt.class,
            "accounts that are skipped count neither way"),
        row(
            running(Rollout.Kind.SWEEP, SPOKE_STAGE, LISTED),
            entries(SPOKE_STAGE, 5, Entry.State.FAILED),
            RolloutStep.Finish.class,
            "a sweep never halts"),
        row(
            state(Rollout.State.HALTED),
            both(entries(SPOKE_STAGE, Entry.State.SENT), entries(SPOKE_STAGE, Entry.State.PLANNED)),
            RolloutStep.Drain.class,
            "what is not started ends as such"),
        row(
            state(Rollout.State.HALTED),
            entries(SPOKE_STAGE, Entry.State.SENT),
            RolloutStep.Rest.class,
            "what is under way ends by itself"),
        row(
            state(Rollout.State.HALTED),
            entries(SPOKE_STAGE, Entry.State.NOT_STARTED),
            RolloutStep.Close.class,
            "everything has ended"),
        row(
            state(Rollout.State.SUPERSEDED),
            entries(SPOKE_STAGE, Entry.State.PLANNED),
            RolloutStep.Drain.class,
            "a newer release has it now"),
        row(
            running(SPOKE_STAGE, LISTED),
            List.of(entry(SPOKE_STAGE, 1, Entry.State.SENT, NOW.minusSeconds(1), true)),
            RolloutStep.Chase.class,
            "nothing was heard of it"),
        row(
            state(Rollout.State.HALTED),
            List.of(entry(SPOKE_STAGE, 1, Entry.State.SENT, NOW.minusSeconds(1), true)),
            RolloutStep.Chase.class,
            "a halted rollout loses nothing either"),
        row(
            running(SPOKE_STAGE, LISTED),
            List.of(entry(SPOKE_STAGE, 1, Entry.State.FAILED, NOW, false)),
            RolloutStep.Excuse.class,
            "the listing does not know it as usable"));
  }

  @Test
  void atOnceBoundsWhatIsSent() {
    List<Entry> entries =
        both(
            entries(SPOKE_STAGE, 7, Entry.State.PLANNED),
            entries(SPOKE_STAGE, 3, Entry.State.SENT));
    var step =
        RolloutDecider.decide(
            running(SPOKE_STAGE, LISTED),
            STAGES,
            spread(new Amount.Percent(50), new Amount.Percent(10)),
            StageView.of(entries, SPOKE_STAGE, NOW));

    assertThat(step)
        .isInstanceOfSatisfying(
            RolloutStep.Send.class, send -> assertThat(send.entries()).hasSize(2));
  }

  @Test
  void aShareThatRoundsToNothingStillSendsOne() {
    var step =
        RolloutDecider.decide(
            running(SPOKE_STAGE, LISTED),
            STAGES,
            spread(new Amount.Percent(20), new Amount.Percent(10)),
            StageView.of(entries(SPOKE_STAGE, 3, Entry.State.PLANNED), SPOKE_STAGE, NOW));

    assertThat(step)
        .isInstanceOfSatisfying(
            RolloutStep.Send.class, send -> assertThat(send.entries()).hasSize(1));
  }

  private static RolloutStep decide(Rollout rollout, List<Entry> entries) {
    return RolloutDecider.decide(
        rollout,
        STAGES,
        spread(new Amount.All(), new Amount.Percent(10)),
        StageView.of(entries, rollout.stage(), NOW));
  }

  private static Manifest.Rollout spread(Amount atOnce, Amount tolerance) {
    return new Manifest.Rollout(
        List.of(Manifest.Wave.EVERYONE), atOnce, Duration.ZERO, tolerance, OnHalt.STAY);
  }

  private static Arguments row(
      Rollout rollout, List<Entry> entries, Class<? extends RolloutStep> expected, String reason) {
    return Arguments.of(rollout, entries, expected, reason);
  }

  private static Rollout running(int stage, boolean listed) {
    return running(Rollout.Kind.RELEASE, stage, listed);
  }

  private static Rollout running(Rollout.Kind kind, int stage, boolean listed) {
    return rollout(kind, Rollout.State.RUNNING, stage, listed);
  }

  private static Rollout state(Rollout.State state) {
    return rollout(Rollout.Kind.RELEASE, state, SPOKE_STAGE, LISTED);
  }

  private static Rollout rollout(
      Rollout.Kind kind, Rollout.State state, int stage, boolean listed) {
    return new Rollout(
        "rollout",
        kind,
        COMMIT,
        new Scope.Everyone(),
        false,
        "push",
        state,
        3,
        stage,
        new Listing(true, Optional.empty(), 1, listed),
        "",
        true,
        NOW,
        NOW,
        NOW);
  }

  private static Stage stage(int index, String name, Placement placement) {
    return new Stage(
        index,
        new Manifest.Stack(
            "FleetAccess-" + name,
            "role.yaml",
            Set.of(placement),
            Selector.NOBODY,
            Map.of(),
            List.of(),
            Disposal.RETAIN,
            Disposal.RETAIN,
            false,
            1));
  }

  private static List<Entry> entries(int stage, Entry.State state) {
    return entries(stage, 1, state);
  }

  private static List<Entry> entries(int stage, int count, Entry.State state) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(stage, i + 100 * state.ordinal(), state, NOW.plusSeconds(60), true));
    }
    return entries;
  }

  private static List<Entry> both(List<Entry> some, List<Entry> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static Entry entry(
      int stage, int account, Entry.State state, Instant due, boolean listed) {
    return Entry.of(
            "rollout",
            COMMIT,
            new AccountId("%012d".formatted(account)),
            STAGES.get(stage).stack().name(),
            NOW)
        .stage(stage)
        .state(state)
        .due(due)
        .listed(listed)
        .done();
  }
}
