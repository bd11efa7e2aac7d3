package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.rehearsal.report.RehearsalReport;
import dev.fleetaccess.local.rehearsal.time.Life;
import java.util.Locale;

/** Plays the production functions in a simulated world, in virtual time, from a seed. */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * Plays what the settings say.
   *
   * @throws dev.fleetaccess.local.blueprint.IncompleteTemplate when the template lacks something
   * @throws IllegalStateException when the world itself broke, which no fault may do
   */
  public static RehearsalReport run(RehearsalSettings settings) {
    var world = new RehearsalWorld(settings);
    var scenario = new Scenario(world);
    for (String name : scenario.stackNames()) {
      world.invariants.expect(name);
    }
    scenario.prepare();
    world.time.start(new Life(), scenario::play);
    world.time.run();
    return new RehearsalReport(
        settings.accounts(),
        settings.seed(),
        settings.faults().name(),
        settings.play().name().toLowerCase(Locale.ROOT),
        scenario.figures(),
        world.faults.counts(),
        world.occurrences.counts(),
        world.dead(),
        world.orchestrator.timeouts() + world.worker.timeouts(),
        world.invariants.violations(),
        world.invariants.broken(),
        world.trace.effects(),
        world.trace.hash());
  }
}
