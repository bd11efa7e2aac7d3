package dev.fleetaccess.run;

import static dev.fleetaccess.release.SampleManifests.stack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.release.Amount;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.OnHalt;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.SampleManifests;
import dev.fleetaccess.release.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RolloutDeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final CommitId COMMIT = new CommitId("a".repeat(40));
  private static final int HUB = 0;
  private static final int SPOKE = 1;
  private static final int CANARY = 0;
  private static final int REST = 1;
  private static final boolean LISTED = true;
  private static final boolean LISTING = false;
  private static final Manifest.Wave FIRST =
      new Manifest.Wave(Selector.NOBODY, Optional.of(10), false);
  private static final Manifest.Wave ASKING =
      new Manifest.Wave(Selector.NOBODY, Optional.of(100), true);

  @ParameterizedTest(name = "{3}")
  @MethodSource
  void whatTheLedgerShowsDecidesOnOneStep(
      Rollout rollout, List<Entry> entries, Class<? extends RolloutStep> expected, String reason) {
    assertThat(decide(rollout, spread(FIRST, Manifest.Wave.EVERYONE), entries))
        .as(reason)
        .isInstanceOf(expected);
  }

  static Stream<Arguments> whatTheLedgerShowsDecidesOnOneStep() {
    return Stream.of(
        row(
            running(HUB, 0, LISTING),
            entries(HUB, Entry.State.PLANNED),
            RolloutStep.Send.class,
            "the hub is planned"),
        row(
            running(HUB, 0, LISTING),
            entries(HUB, Entry.State.SENT),
            RolloutStep.Rest.class,
            "the hub is under way"),
        row(
            running(HUB, 0, LISTING),
            both(entries(HUB, Entry.State.SENT), entries(SPOKE, Entry.State.PLANNED)),
            RolloutStep.Rest.class,
            "spokes wait for the hub"),
        row(
            running(HUB, 0, LISTING),
            entries(HUB, Entry.State.CONVERGED),
            RolloutStep.Begin.class,
            "the hub has it, and needs nobody to be listed"),
        row(
            running(HUB, 0, LISTING),
            entries(HUB, Entry.State.FAILED),
            RolloutStep.Halt.class,
            "the hub failed, and everybody waits for it"),
        row(
            running(SPOKE, CANARY, LISTING),
            entries(SPOKE, Entry.State.CONVERGED),
            RolloutStep.Rest.class,
            "more accounts may be listed"),
        row(
            running(SPOKE, CANARY, LISTING),
            entries(SPOKE, 5, Entry.State.FAILED),
            RolloutStep.Rest.class,
            "tolerance is judged once everybody is listed"),
        row(
            running(SPOKE, CANARY, LISTING),
            both(entries(SPOKE, 5, Entry.State.FAILED), entries(SPOKE, 5, Entry.State.PLANNED)),
            RolloutStep.Rest.class,
            "until it is judged nobody more is begun"),
        row(
            running(SPOKE, CANARY, LISTED),
            both(entries(SPOKE, 2, Entry.State.FAILED), entries(SPOKE, 8, Entry.State.CONVERGED)),
            RolloutStep.Halt.class,
            "two of ten failed, one is tolerated"),
        row(
            running(SPOKE, REST, LISTED),
            both(entries(SPOKE, 2, Entry.State.FAILED), entries(SPOKE, 8, Entry.State.CONVERGED)),
            RolloutStep.Halt.class,
            "who joined late and failed counts in his own wave, however long ago it began"),
        row(
            running(SPOKE, REST, LISTED),
            both(entries(SPOKE, 1, Entry.State.FAILED), entries(SPOKE, 9, Entry.State.CONVERGED)),
            RolloutStep.Finish.class,
            "what the wave before tolerated is tolerated"),
        row(
            running(SPOKE, CANARY, LISTED),
            both(entries(SPOKE, 1, Entry.State.REFUSED), entries(SPOKE, 9, Entry.State.CONVERGED)),
            RolloutStep.Begin.class,
            "one of ten was refused, and one is tolerated"),
        row(
            running(SPOKE, CANARY, LISTED),
            both(entries(SPOKE, 9, Entry.State.SKIPPED), entries(SPOKE, 1, Entry.State.FAILED)),
            RolloutStep.Halt.class,
            "accounts that are skipped count neither way"),
        row(
            running(SPOKE, CANARY, LISTED),
            both(
                entries(SPOKE, 1, Entry.State.FAILED),
                inWave(REST, entries(SPOKE, 90, Entry.State.PLANNED))),
            RolloutStep.Halt.class,
            "tolerance counts the wave alone"),
        row(
            running(SPOKE, CANARY, LISTED),
            both(
                entries(SPOKE, Entry.State.CONVERGED),
                inWave(REST, entries(SPOKE, Entry.State.PLANNED))),
            RolloutStep.Begin.class,
            "the canary has it"),
        row(
            running(SPOKE, CANARY, LISTED),
            both(
                entries(SPOKE, Entry.State.SENT),
                inWave(REST, entries(SPOKE, Entry.State.PLANNED))),
            RolloutStep.Rest.class,
            "the next wave waits for the canary"),
        row(
            running(SPOKE, REST, LISTED),
            both(
                entries(SPOKE, Entry.State.PLANNED),
                inWave(REST, entries(SPOKE, Entry.State.CONVERGED))),
            RolloutStep.Send.class,
            "an account joined a wave that has passed"),
        row(
            running(SPOKE, REST, LISTED),
            both(
                entries(SPOKE, Entry.State.SENT),
                inWave(REST, entries(SPOKE, Entry.State.CONVERGED))),
            RolloutStep.Rest.class,
            "and is waited for"),
        row(
            running(SPOKE, REST, LISTED),
            inWave(REST, entries(SPOKE, Entry.State.CONVERGED)),
            RolloutStep.Finish.class,
            "the last wave has it"),
        row(
            running(Rollout.Kind.SWEEP, SPOKE, REST, LISTED),
            entries(SPOKE, 5, Entry.State.FAILED),
            RolloutStep.Finish.class,
            "a sweep never halts"),
        row(
            state(Rollout.State.HALTED),
            both(entries(SPOKE, Entry.State.SENT), entries(SPOKE, Entry.State.PLANNED)),
            RolloutStep.Drain.class,
            "what is not started ends as such"),
        row(
            state(Rollout.State.HALTED),
            entries(SPOKE, Entry.State.SENT),
            RolloutStep.Rest.class,
            "what is under way ends by itself"),
        row(
            state(Rollout.State.HALTED),
            entries(SPOKE, Entry.State.NOT_STARTED),
            RolloutStep.Close.class,
            "everything has ended"),
        row(
            state(Rollout.State.ROLLED_BACK),
            entries(SPOKE, Entry.State.PLANNED),
            RolloutStep.Drain.class,
            "what is taken back is not begun either"),
        row(
            state(Rollout.State.SUPERSEDED),
            entries(SPOKE, Entry.State.PLANNED),
            RolloutStep.Drain.class,
            "a newer release has it now"),
        row(
            state(Rollout.State.WAITING),
            entries(SPOKE, Entry.State.PLANNED),
            RolloutStep.Rest.class,
            "a person is waited for"),
        row(
            running(SPOKE, CANARY, LISTED),
            List.of(entry(SPOKE, 1, Entry.State.SENT, NOW.minusSeconds(1), true)),
            RolloutStep.Chase.class,
            "nothing was heard of it"),
        row(
            state(Rollout.State.HALTED),
            List.of(entry(SPOKE, 1, Entry.State.SENT, NOW.minusSeconds(1), true)),
            RolloutStep.Chase.class,
            "a halted rollout loses nothing either"),
        row(
            running(SPOKE, CANARY, LISTED),
            List.of(entry(SPOKE, 1, Entry.State.FAILED, NOW, false)),
            RolloutStep.Excuse.class,
            "the listing does not know it as usable"),
        row(
            resumed(),
            entries(SPOKE, 5, Entry.State.FAILED).stream()
                .map(entry -> entry.but().listed(Optional.of(NOW)).done())
                .map(entry -> entry.but().changed(NOW.plusSeconds(60)).done())
                .toList(),
            RolloutStep.Excuse.class,
            "the listing knew it, and since it was resumed does not"),
        row(
            resumed(),
            both(
                entries(SPOKE, 5, Entry.State.NOT_STARTED),
                entries(SPOKE, 5, Entry.State.CONVERGED)),
            RolloutStep.Revive.class,
            "what was not started is done after all"),
        row(
            resumed(),
            entries(SPOKE, 5, Entry.State.FAILED),
            RolloutStep.Revive.class,
            "what failed before it was resumed is tried again, and does not halt it"),
        row(
            resumed(),
            entries(SPOKE, 5, Entry.State.FAILED).stream()
                .map(entry -> entry.but().changed(NOW.plusSeconds(60)).done())
                .toList(),
            RolloutStep.Halt.class,
            "it failed again"),
        row(
            resumed(),
            inWave(REST, entries(SPOKE, 5, Entry.State.NOT_STARTED)),
            RolloutStep.Begin.class,
            "a later wave is done after all when it begins"),
        row(
            running(SPOKE, CANARY, LISTED),
            entries(SPOKE, Entry.State.NOT_STARTED),
            RolloutStep.Begin.class,
            "nobody resumed it"));
  }

  @Test
  void atOnceBoundsWhatIsSent() {
    List<Entry> entries =
        both(entries(SPOKE, 7, Entry.State.PLANNED), entries(SPOKE, 3, Entry.State.SENT));

    assertThat(sent(new Amount.Percent(50), entries)).hasSize(2);
    assertThat(sent(new Amount.Count(4), entries)).hasSize(1);
    assertThat(sent(new Amount.All(), entries)).hasSize(7);
  }

  @Test
  void aShareThatRoundsToNothingStillSendsOne() {
    assertThat(sent(new Amount.Percent(20), entries(SPOKE, 3, Entry.State.PLANNED))).hasSize(1);
  }

  @Test
  void oneStepDoesNotMoreThanAnInvocationCan() {
    int many = RolloutDecider.MOST_AT_A_STEP + 1;

    assertThat(sent(new Amount.All(), entries(SPOKE, many, Entry.State.PLANNED)))
        .hasSize(RolloutDecider.MOST_AT_A_STEP);
    assertThat(
            decide(
                state(Rollout.State.HALTED),
                spread(FIRST, ASKING),
                entries(SPOKE, many, Entry.State.PLANNED)))
        .isInstanceOfSatisfying(
            RolloutStep.Drain.class,
            drain -> assertThat(drain.entries()).hasSize(RolloutDecider.MOST_AT_A_STEP));
  }

  @Test
  void aWaveThatAsksWaitsForAPersonAndBeginsWhenHeAgreed() {
    Rollout asked = running(SPOKE, REST, LISTED);
    List<Entry> planned = inWave(REST, entries(SPOKE, Entry.State.PLANNED));

    assertThat(decide(asked, spread(FIRST, ASKING), planned))
        .isInstanceOfSatisfying(
            RolloutStep.Wait.class,
            wait -> assertThat(wait.leg().words()).isEqualTo("FleetAccess-Spoke, wave 2 of 2"));
    assertThat(decide(asked.but().approved(3).done(), spread(FIRST, ASKING), planned))
        .isInstanceOf(RolloutStep.Send.class);
  }

  @Test
  void theOnlyWaveMayAskTooAndTheHubDoesNotWait() {
    assertThat(decide(running(SPOKE, 0, LISTED), spread(ASKING), List.of()))
        .isInstanceOf(RolloutStep.Wait.class);
    assertThat(decide(running(HUB, 0, LISTING), spread(ASKING), entries(HUB, Entry.State.PLANNED)))
        .isInstanceOf(RolloutStep.Send.class);
  }

  @Test
  void betweenWavesItBakes() {
    Manifest.Rollout settings = baking(Duration.ofMinutes(30));
    List<Entry> done = entries(SPOKE, Entry.State.CONVERGED);
    Rollout canary = running(SPOKE, CANARY, LISTED);
    Rollout resting = canary.but().bakes(Optional.of(NOW.plusSeconds(1))).done();
    Rollout rested = canary.but().bakes(Optional.of(NOW)).done();

    assertThat(decide(canary, settings, done))
        .isEqualTo(new RolloutStep.Bake(NOW.plus(Duration.ofMinutes(30))));
    assertThat(decide(resting, settings, done)).isInstanceOf(RolloutStep.Rest.class);
    assertThat(decide(rested, settings, done)).isInstanceOf(RolloutStep.Begin.class);
    assertThat(decide(canary, settings, List.of()))
        .as("nobody was reached")
        .isInstanceOf(RolloutStep.Begin.class);
    assertThat(decide(running(HUB, 0, LISTED), settings, entries(HUB, Entry.State.CONVERGED)))
        .as("before the first wave there is nothing to watch")
        .isInstanceOf(RolloutStep.Begin.class);
  }

  @Test
  void aWaveRestsWhoeverItsLastStackLeavesOut() {
    Manifest.Rollout settings = baking(Duration.ofMinutes(30));
    Manifest manifest =
        SampleManifests.manifest(
            List.of(
                stack("Hub", Placement.HUB),
                stack("Spoke", Placement.SPOKES),
                stack("Extra", Placement.SPOKES)),
            settings);
    Itinerary itinerary = Itinerary.waved(manifest);
    Rollout extra = running(SPOKE + 1, CANARY, LISTED);
    List<Entry> spokes = entries(SPOKE, Entry.State.CONVERGED);

    assertThat(
            RolloutDecider.decide(
                extra,
                new RolloutDecider.Terms(itinerary, settings, true, false),
                StageView.of(spokes, extra, itinerary, NOW),
                NOW))
        .isInstanceOf(RolloutStep.Bake.class);
  }

  @Test
  void aHaltTakesBackWhereTheManifestSaysSoAndThereIsSomethingToGoBackTo() {
    var settings =
        new Manifest.Rollout(
            List.of(Manifest.Wave.EVERYONE),
            new Amount.All(),
            Duration.ZERO,
            new Amount.Count(0),
            OnHalt.ROLLBACK);
    Rollout rollout = running(SPOKE, 0, LISTED);
    List<Entry> failed = entries(SPOKE, Entry.State.FAILED);

    assertThat(decide(rollout, settings, true, failed))
        .isEqualTo(
            new RolloutStep.Halt(
                "1 of 1 accounts failed at FleetAccess-Spoke, 0 are tolerated", true));
    assertThat(decide(rollout, settings, false, failed))
        .isInstanceOfSatisfying(RolloutStep.Halt.class, halt -> assertThat(halt.back()).isFalse());
  }

  private static List<Entry> sent(Amount atOnce, List<Entry> entries) {
    var settings =
        new Manifest.Rollout(
            List.of(Manifest.Wave.EVERYONE),
            atOnce,
            Duration.ZERO,
            new Amount.Percent(10),
            OnHalt.STAY);
    RolloutStep step = decide(running(SPOKE, 0, LISTED), settings, entries);
    assertThat(step).isInstanceOf(RolloutStep.Send.class);
    return ((RolloutStep.Send) step).entries();
  }

  private static RolloutStep decide(
      Rollout rollout, Manifest.Rollout settings, List<Entry> entries) {
    return decide(rollout, settings, true, entries);
  }

  private static RolloutStep decide(
      Rollout rollout, Manifest.Rollout settings, boolean earlier, List<Entry> entries) {
    Itinerary itinerary = Itinerary.waved(manifest(settings));
    return RolloutDecider.decide(
        rollout,
        new RolloutDecider.Terms(itinerary, settings, earlier, false),
        StageView.of(entries, rollout, itinerary, NOW),
        NOW);
  }

  private static Manifest.Rollout spread(Manifest.Wave... waves) {
    return new Manifest.Rollout(
        List.of(waves), new Amount.All(), Duration.ZERO, new Amount.Percent(10), OnHalt.STAY);
  }

  private static Manifest.Rollout baking(Duration bake) {
    return new Manifest.Rollout(
        List.of(FIRST, Manifest.Wave.EVERYONE),
        new Amount.All(),
        bake,
        new Amount.Percent(10),
        OnHalt.STAY);
  }

  private static Manifest manifest(Manifest.Rollout rollout) {
    return SampleManifests.manifest(
        List.of(stack("Hub", Placement.HUB), stack("Spoke", Placement.SPOKES)), rollout);
  }

  private static Arguments row(
      Rollout rollout, List<Entry> entries, Class<? extends RolloutStep> expected, String reason) {
    return Arguments.of(rollout, entries, expected, reason);
  }

  private static Rollout running(int stage, int wave, boolean listed) {
    return running(Rollout.Kind.RELEASE, stage, wave, listed);
  }

  private static Rollout running(Rollout.Kind kind, int stage, int wave, boolean listed) {
    return rollout(kind, Rollout.State.RUNNING, stage, wave, listed);
  }

  private static Rollout state(Rollout.State state) {
    return rollout(Rollout.Kind.RELEASE, state, SPOKE, CANARY, LISTED);
  }

  private static Rollout resumed() {
    return running(SPOKE, CANARY, LISTED).but().resumed(Optional.of(NOW.plusSeconds(30))).done();
  }

  private static Rollout rollout(
      Rollout.Kind kind, Rollout.State state, int stage, int wave, boolean listed) {
    return Rollout.of("rollout", kind, COMMIT, new Scope.Everyone(), NOW)
        .by("push")
        .state(state)
        .step(3)
        .stage(stage)
        .wave(wave)
        .listing(listed ? Listing.NONE.done() : Listing.NONE.afterKnown())
        .done();
  }

  private static List<Entry> entries(int stage, Entry.State state) {
    return entries(stage, 1, state);
  }

  private static List<Entry> entries(int stage, int count, Entry.State state) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(stage, i + 10_000 * state.ordinal(), state, NOW.plusSeconds(60), true));
    }
    return entries;
  }

  private static List<Entry> inWave(int wave, List<Entry> entries) {
    return entries.stream().map(entry -> entry.but().wave(wave).done()).toList();
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
            stage == HUB ? "FleetAccess-Hub" : "FleetAccess-Spoke",
            NOW)
        .stage(stage)
        .state(state)
        .due(due)
        .listed(listed ? Optional.of(NOW.plusSeconds(30)) : Optional.empty())
        .done();
  }
}
