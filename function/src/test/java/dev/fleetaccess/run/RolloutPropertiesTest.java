package dev.fleetaccess.run;

import static dev.fleetaccess.release.SampleManifests.stack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.plan.Waves;
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
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rollouts of every shape that a seed draws, played against accounts that succeed, fail, are lost
 * or unusable: whatever happens, what the decider promises holds at each step.
 */
class RolloutPropertiesTest {
  private static final CommitId COMMIT = new CommitId("a".repeat(40));
  private static final int SEEDS = 300;
  private static final int MOST_STEPS = 5_000;

  private Instant now = Instant.parse("2026-11-20T03:00:00Z");
  private Manifest manifest;
  private Itinerary itinerary;
  private Rollout rollout;
  private List<Entry> entries;
  private RandomGenerator random;

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyRolloutEndsAndKeepsItsPromises(long seed) {
    random = new SplittableRandom(seed);
    begin();
    for (int step = 0; step < MOST_STEPS && rollout.open(); step++) {
      take();
      if (random.nextInt(40) == 0 && rollout.state() == Rollout.State.RUNNING) {
        rollout = rollout.as(Rollout.State.HALTED, "by hand", now, now);
      }
      work();
      now = now.plusSeconds(5);
    }

    assertThat(rollout.open()).as("it ends").isFalse();
    assertThat(entries).allMatch(entry -> entry.state().ended());
    if (rollout.state() == Rollout.State.FINISHED) {
      assertThat(entries).noneMatch(entry -> entry.state() == Entry.State.NOT_STARTED);
    }
  }

  private void take() {
    var terms =
        new RolloutDecider.Terms(itinerary, manifest.rollout(), random.nextBoolean(), false);
    StageView view = StageView.of(entries, rollout, itinerary, now);
    RolloutStep step = RolloutDecider.decide(rollout, terms, view, now);
    Itinerary.Leg leg = itinerary.at(rollout.stage(), rollout.wave());
    switch (step) {
      case RolloutStep.Rest() -> {
        if (rollout.state() == Rollout.State.WAITING) {
          rollout = rollout.but().state(Rollout.State.RUNNING).approved(leg.index() + 1).done();
        } else if (rollout.state() == Rollout.State.RUNNING) {
          rollout =
              rollout.with(random.nextInt(3) == 0 ? rollout.listing().done() : rollout.listing());
        }
      }
      case RolloutStep.Begin(Itinerary.Leg next) -> {
        assertThat(next.index()).as("one leg after the other").isEqualTo(leg.index() + 1);
        assertEnded(leg);
        rollout = rollout.inLeg(next.stage().index(), next.wave(), now, now);
      }
      case RolloutStep.Bake(Instant until) ->
          rollout = rollout.but().bakes(Optional.of(until)).done();
      case RolloutStep.Wait(Itinerary.Leg asked) -> {
        assertThat(asked.approve()).isTrue();
        rollout = rollout.as(Rollout.State.WAITING, "", now, now);
      }
      case RolloutStep.Halt(String reason, boolean back) -> {
        assertThat(goesWrong(leg)).as(reason).isTrue();
        rollout =
            rollout.as(back ? Rollout.State.ROLLED_BACK : Rollout.State.HALTED, reason, now, now);
      }
      case RolloutStep.Send(List<Entry> some) -> {
        assertThat(rollout.state()).isEqualTo(Rollout.State.RUNNING);
        assertThat(leg.mayBegin(rollout.approved())).as("agreed to").isTrue();
        assertThat(goesWrong(leg)).as("tolerable").isFalse();
        some.forEach(
            entry ->
                assertThat(legOf(entry).index())
                    .as("none past its wave")
                    .isLessThanOrEqualTo(leg.index()));
        change(some, entry -> entry.sent(now, now.plusSeconds(300)));
        int atOnce = Math.max(1, manifest.rollout().atOnce().of(total(leg)));
        assertThat(entries.stream().filter(entry -> entry.state() == Entry.State.SENT).count())
            .as("at once")
            .isLessThanOrEqualTo(atOnce);
      }
      case RolloutStep.Remove(Itinerary.Leg next, List<Entry> some) -> {
        assertEnded(leg);
        rollout = rollout.inLeg(next.stage().index(), next.wave(), now, now);
        change(some, entry -> entry.but().clearance(Entry.Clearance.FEW).done());
      }
      case RolloutStep.Revive(List<Entry> some) ->
          change(some, entry -> entry.but().state(Entry.State.PLANNED).changed(now).done());
      case RolloutStep.Chase(List<Entry> again, List<Entry> lost) -> {
        change(again, entry -> entry.sentAgain(now, now.plusSeconds(300)));
        change(lost, entry -> entry.as(Entry.State.FAILED, "lost", now));
      }
      case RolloutStep.Excuse(List<Entry> some) ->
          change(some, entry -> entry.as(Entry.State.SKIPPED, "unusable", now));
      case RolloutStep.Drain(List<Entry> some, Entry.State end) -> {
        assertThat(rollout.state()).isIn(Rollout.State.HALTED, Rollout.State.ROLLED_BACK);
        change(some, entry -> entry.as(end, "", now));
      }
      case RolloutStep.Finish() -> {
        assertEnded(leg);
        assertThat(rollout.listing().complete()).isTrue();
        rollout = rollout.closed(Rollout.State.FINISHED, "", now);
      }
      case RolloutStep.Close(Rollout.State state) -> {
        boolean resumes = state == Rollout.State.HALTED && random.nextBoolean();
        rollout =
            resumes
                ? rollout
                    .step(now, now)
                    .state(Rollout.State.RUNNING)
                    .resumed(Optional.of(now))
                    .done()
                : rollout.closed(state, "", now);
      }
    }
  }

  /** Some of what is under way ends, well or not; some is never heard of again. */
  private void work() {
    change(
        entries.stream()
            .filter(entry -> entry.state() == Entry.State.SENT && random.nextInt(4) == 0)
            .toList(),
        entry ->
            switch (random.nextInt(40)) {
              case 0 -> entry.as(Entry.State.FAILED, "", now);
              case 1 -> entry.as(Entry.State.REFUSED, "", now);
              case 2 -> entry.but().due(now.minusSeconds(1)).done();
              default -> entry.as(Entry.State.CONVERGED, "", now);
            });
  }

  private void begin() {
    List<Manifest.Wave> waves = new ArrayList<>();
    for (int share = random.nextInt(1, 30); share < 100; share += random.nextInt(10, 60)) {
      waves.add(new Manifest.Wave(Selector.NOBODY, Optional.of(share), random.nextInt(4) == 0));
    }
    waves.add(Manifest.Wave.EVERYONE);
    manifest =
        SampleManifests.manifest(
            List.of(
                stack("Hub", Placement.HUB),
                stack("A", Placement.SPOKES),
                stack("B", Placement.SPOKES)),
            new Manifest.Rollout(
                waves,
                random.nextBoolean() ? new Amount.All() : new Amount.Count(random.nextInt(1, 9)),
                Duration.ofMinutes(random.nextInt(3)),
                new Amount.Percent(random.nextInt(30)),
                random.nextBoolean() ? OnHalt.STAY : OnHalt.ROLLBACK));
    itinerary = Itinerary.waved(manifest);
    rollout =
        Rollout.of("r", Rollout.Kind.RELEASE, COMMIT, new Scope.Everyone(), now)
            .listing(Listing.NONE.afterKnown())
            .done();
    entries = new ArrayList<>();
    plan(0, 0, new AccountId("222222222222"), true);
    for (int i = 0; i < random.nextInt(60); i++) {
      AccountId account = new AccountId("%012d".formatted(300_000_000_000L + i));
      int wave = Waves.of(manifest.rollout(), account, Traits.NONE);
      boolean listed = random.nextInt(30) != 0;
      plan(1, wave, account, listed);
      plan(2, wave, account, listed);
    }
  }

  private void plan(int stage, int wave, AccountId account, boolean listed) {
    entries.add(
        Entry.of("r", COMMIT, account, manifest.stacks().get(stage).name(), now)
            .stage(stage)
            .wave(wave)
            .listed(listed ? Optional.of(now) : Optional.empty())
            .state(random.nextInt(50) == 0 ? Entry.State.SKIPPED : Entry.State.PLANNED)
            .done());
  }

  private void change(List<Entry> some, java.util.function.UnaryOperator<Entry> how) {
    for (Entry entry : some) {
      entries.set(entries.indexOf(entry), how.apply(entry));
    }
  }

  private void assertEnded(Itinerary.Leg leg) {
    assertThat(entries.stream().filter(entry -> legOf(entry).index() <= leg.index()))
        .as("everything until here has ended")
        .allMatch(entry -> entry.state().ended());
  }

  /** Whether in that wave or one before it more accounts failed than are tolerated. */
  private boolean goesWrong(Itinerary.Leg leg) {
    return leg.stage().gate()
        ? failed(entry -> legOf(entry).equals(leg)) > 0
        : IntStream.rangeClosed(0, leg.wave())
            .anyMatch(
                wave -> {
                  Predicate<Entry> of = entry -> entry.stage() > 0 && entry.wave() == wave;
                  return failed(of) > manifest.rollout().tolerance().of(accounts(of));
                });
  }

  private long failed(Predicate<Entry> of) {
    return accounts(
        of.and(entry -> entry.state() == Entry.State.FAILED || entry.state() == Entry.State.REFUSED)
            .and(entry -> rollout.resumed().filter(entry.changed()::isBefore).isEmpty()));
  }

  private int accounts(Predicate<Entry> of) {
    return (int)
        entries.stream()
            .filter(of)
            .filter(entry -> legOf(entry).index() <= current().index())
            .filter(entry -> entry.state() != Entry.State.SKIPPED)
            .map(Entry::account)
            .distinct()
            .count();
  }

  private Itinerary.Leg current() {
    return itinerary.at(rollout.stage(), rollout.wave());
  }

  private int total(Itinerary.Leg leg) {
    return (int)
        entries.stream()
            .filter(entry -> legOf(entry).equals(leg) && entry.state() != Entry.State.SKIPPED)
            .count();
  }

  private Itinerary.Leg legOf(Entry entry) {
    return itinerary.at(entry.stage(), entry.wave());
  }
}
