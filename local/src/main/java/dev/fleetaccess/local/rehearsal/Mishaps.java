package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.rehearsal.cloud.About;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What happens to everybody at once: queues emptied, a table or a queue out, a clock set. */
final class Mishaps {
  private static final Duration WITHIN = Duration.ofMinutes(3);

  private final RehearsalWorld world;

  Mishaps(RehearsalWorld world) {
    this.world = Objects.requireNonNull(world);
  }

  /**
   * A step begins: each mishap of the profile may happen in it.
   *
   * @param steps over how many steps the profile's numbers are spread
   */
  void draw(int steps) {
    FaultProfile profile = world.faults.profile();
    draw("queues purged", profile.purges(), steps, this::purge);
    draw("ledger outage", profile.ledgerOutages(), steps, () -> out(world.faults::ledgerOut));
    draw("queue outage", profile.queueOutages(), steps, () -> out(world.faults::queuesOut));
    draw("message garbled", profile.garbled(), steps, this::garble);
    draw("clock step", profile.clockSteps(), steps, this::stepClock);
  }

  private void draw(String name, int times, int steps, Runnable what) {
    for (int i = 0; i < times; i++) {
      if (world.faults.strikes(name, 1.0 / steps)) {
        world.time.after(Duration.ofMillis((long) world.faults.below(WITHIN.toMillis())), what);
      }
    }
  }

  private void purge() {
    world.work.purge();
    world.ticks.purge();
  }

  /** Nobody can read it; the queue gives it up. */
  private void garble() {
    for (var queue : List.of(world.work, world.ticks)) {
      queue.send(
          "{\"version\":1,", new About("garbled", "garbled", 0), Duration.ZERO, Lineage.NONE);
    }
  }

  private void out(Consumer<Boolean> switched) {
    switched.accept(true);
    world.time.after(world.faults.profile().outage(), () -> switched.accept(false));
  }

  private void stepClock() {
    double most = world.faults.profile().clockStep().toMillis();
    world.clock.set(Duration.ofMillis((long) (world.faults.below(2 * most) - most)));
  }
}
