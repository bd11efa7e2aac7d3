package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.check.CallTable;
import dev.fleetaccess.local.rehearsal.report.StepFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Plays one step after another, each until nothing is open any more, and measures it. */
final class Steps {
  /** Whoever asked for something and sees nothing happen for so long asks again. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  /** What comes late, or twice, comes within that. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private final RehearsalWorld world;
  private final Mishaps mishaps;
  private final int count;
  private final List<StepFigures> figures = new ArrayList<>();
  private int before;
  private Duration closed = Duration.ZERO;

  /**
   * Steps in that world.
   *
   * @param count how many there are at most; what the profile says of a scenario spreads over them
   */
  Steps(RehearsalWorld world, int count) {
    this.world = Objects.requireNonNull(world);
    this.mishaps = new Mishaps(world);
    this.count = count;
  }

  /** What each step came to. */
  List<StepFigures> figures() {
    return List.copyOf(figures);
  }

  /** The rollouts that this step opened. */
  List<Rollout> since() {
    return world.rollouts.since(before);
  }

  /**
   * Plays a step.
   *
   * @param begin what begins it
   * @param again what is done when nothing begins
   * @param begun whether it has begun
   */
  void play(String name, Runnable begin, Runnable again, BooleanSupplier begun) {
    before = world.rollouts.count();
    Set<AccountId> known =
        world.inventory.all().stream().map(Holding::account).collect(Collectors.toSet());
    world.progress.outcomes();
    world.drawn.take();
    world.invariants.begin();
    CallTable calls = world.effects.count();
    long writes = world.invariants.writes();
    Duration start = world.time.elapsed();
    mishaps.draw(count);
    world.population.meddle();
    begin.run();
    wait(name, again, begun);
    figures.add(figures(name, start, calls, world.invariants.writes() - writes, known));
  }

  private void wait(String name, Runnable again, BooleanSupplier asked) {
    Duration longest = world.time.elapsed().plus(LONGEST);
    boolean[] begun = new boolean[1];
    do {
      Duration patience = world.time.elapsed().plus(PATIENCE);
      world.time.await(
          LOOK,
          () -> {
            begun[0] = begun[0] || asked.getAsBoolean();
            boolean ended = begun[0] && !world.rollouts.anyOpen();
            return ended || past(longest) || !begun[0] && past(patience);
          });
      if (!begun[0]) {
        again.run();
      }
    } while (!past(longest) && (!begun[0] || world.rollouts.anyOpen()));
    closed = world.time.elapsed();
    if (past(longest)) {
      world.invariants.breach("", "step '" + name + "' has not ended after " + LONGEST);
    }
    world.time.sleep(LATE);
  }

  /** Waits for the end of what late deliveries began by themselves after the last step. */
  void settle() {
    if (world.rollouts.anyOpen()) {
      Duration longest = world.time.elapsed().plus(LONGEST);
      world.time.await(LOOK, () -> !world.rollouts.anyOpen() || past(longest));
    }
  }

  private boolean past(Duration end) {
    return world.time.elapsed().compareTo(end) > 0;
  }

  private StepFigures figures(
      String name, Duration start, CallTable calls, long writes, Set<AccountId> known) {
    List<Rollout> opened = since();
    int items = opened.stream().mapToInt(each -> world.items.of(each.id()).size()).sum();
    int messages = opened.stream().mapToInt(each -> world.work.most(each.id())).sum();
    opened.forEach(this::messages);
    if (world.faults.profile().calm() && name.endsWith("no change") && writes > 0) {
      world.invariants.breach("", "a second run of the same release makes " + writes + " writes");
    }
    var timing = new Timing(world, start, known, new HashSet<>(opened));
    Optional<Duration> bound = timing.bound(name);
    // Asked before the outcomes are taken, which begins anew.
    List<StepFigures.Slow> slowest = timing.slowest();
    return new StepFigures(
        name,
        closed.minus(start),
        world.progress.lastConverged().minus(start),
        bound,
        world.progress.outcomes(),
        calls.byOperation(),
        calls.refusals(),
        calls.retries(),
        List.copyOf(calls.byAccount().values()),
        List.copyOf(calls.proofs().values()),
        writes,
        items,
        messages,
        slowest);
  }

  /**
   * Messages in flight stay within twice the items: one that is being worked on, and the next one
   * that its visit has sent. What the queue itself delivers a second time is visited a second time,
   * maybe side by side with the first, and each of the two visits sends a next message before the
   * ledger makes one of them stale: so each such delivery allows one message more. So does one that
   * was sent while the ledger refused to note it, which is sent again; and nothing else does.
   */
  private void messages(Rollout rollout) {
    int most = world.work.most(rollout.id());
    int twice = world.work.twice(rollout.id());
    int unknown = world.unknown(rollout.id());
    List<Entry> entries = world.items.of(rollout.id());
    int items = entries.size();
    if (most > 2 * items + twice + unknown) {
      world.invariants.breach(
          items == 1 ? entries.getFirst().account().value() : "",
          "%s: %d messages in flight for %d items; the queue delivered %d twice of itself, %d are not noted"
              .formatted(rollout.id(), most, items, twice, unknown));
    }
  }
}
