package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.ledger.Rollout;
import java.time.Duration;
import java.util.Objects;

/**
 * Who comes by while a release stands still: a sweep, a re-run of all or of what failed, accounts
 * that join, somebody who pushes what is refused.
 */
final class Passing {
  private static final int MOST_JOINS = 20;
  private static final int ACCOUNTS_A_JOIN = 50;

  private final RehearsalWorld world;
  private final Steps steps;
  private final Asking asking;
  private final RoleFiles files;

  Passing(RehearsalWorld world, Steps steps, Asking asking, RoleFiles files) {
    this.world = Objects.requireNonNull(world);
    this.steps = Objects.requireNonNull(steps);
    this.asking = Objects.requireNonNull(asking);
    this.files = Objects.requireNonNull(files);
  }

  /** One of them comes by; {@code when} says in words what is then. */
  void one(String when) {
    world.occurrences.flow("somebody comes by " + when);
    switch ((int) world.faults.below(4)) {
      case 0 -> {
        world.occurrences.flow("sweep while a release stands still");
        asking.byHand("sweep " + when, Asking.SWEEP, Rollout.Kind.SWEEP);
      }
      case 1 -> {
        world.occurrences.flow("re-run while a release stands still");
        boolean all = world.faults.even();
        asking.byHand(
            "re-run " + when,
            () -> all || nothingFails() ? Asking.RERUN : Asking.RERUN_FAILED,
            Rollout.Kind.RERUN);
      }
      case 2 -> {
        world.occurrences.flow("refused push while a release stands still");
        asking.pushRefused("refused push " + when, files.refused());
      }
      default -> {
        world.occurrences.flow("join while a release stands still");
        joins("joins " + when);
      }
    }
  }

  /** Then a re-run of what failed begins nothing. */
  private boolean nothingFails() {
    return world.inventory.all().stream().allMatch(holding -> holding.failure().isEmpty());
  }

  /** Accounts join, a few. */
  void joins(String name) {
    int joins = Math.clamp(world.settings.accounts() / ACCOUNTS_A_JOIN, 1, MOST_JOINS);
    Duration[] asked = new Duration[1];
    steps.play(
        name,
        () -> {
          asked[0] = world.time.elapsed();
          for (int i = 0; i < joins; i++) {
            world.time.after(
                Duration.ofMillis((long) world.faults.below(Steps.PATIENCE.toMillis())),
                world.population::join);
          }
        },
        () -> {},
        // An event that is lost is nobody's to wait for: the sweep finds the account.
        () -> world.time.elapsed().minus(asked[0]).compareTo(Steps.PATIENCE.multipliedBy(2)) > 0);
  }
}
