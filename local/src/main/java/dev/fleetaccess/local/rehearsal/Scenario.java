package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.report.StepFigures;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.run.ReleaseShelf;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plays what was asked for: a first rollout, parts of a story, and everything once more in rest.
 */
final class Scenario {
  private static final Duration READY = Duration.ofMinutes(5);
  private static final Duration SHORTLY = Duration.ofSeconds(2);
  private static final Duration HANDS_OFF = Duration.ofMinutes(15);
  private static final String RERUN = "{\"rerun\":\"all\"}";
  private static final String DRIFT = "{\"rerun\":\"all\",\"drift\":true}";
  private static final String SWEEP = "{\"sweep\":true}";
  private static final int MOST_JOINS = 20;
  private static final int ACCOUNTS_A_JOIN = 50;

  private static final int LARGE = 1_000;

  /** So many parts a seed plays where it plays a few. */
  private static final int DRAWN = 2;

  /** What comes between the first rollout and the last re-run, in this order. */
  private enum Part {
    JOINS,
    AGAIN,
    CHANGE,
    SWEEP,
    /** A release that some accounts cannot have, with the brakes on; a sweep; and its mending. */
    DEMAND
  }

  private final RehearsalWorld world;
  private final RoleFiles files;
  private final ReleaseShelf shelf;
  private final Set<Part> parts;
  private final Steps steps;
  private int pushed;

  Scenario(RehearsalWorld world) {
    this.world = Objects.requireNonNull(world);
    this.files = RoleFiles.read(world.settings.roles());
    this.shelf = new ReleaseShelf(world.releases);
    this.parts =
        switch (world.settings.play()) {
          case DEFAULT -> whole();
          case DRAWN -> drawn();
          case OVERLAP -> EnumSet.noneOf(Part.class);
        };
    this.steps = new Steps(world, parts.size() + 2);
  }

  /**
   * Everything, and either the sweep alone or the one that finds a release halted; of a large
   * organization what every account goes through, which is long enough.
   */
  private Set<Part> whole() {
    if (world.settings.accounts() > LARGE && !world.faults.profile().calm()) {
      return EnumSet.of(Part.JOINS, Part.CHANGE);
    }
    Set<Part> all = EnumSet.allOf(Part.class);
    boolean brakes = world.faults.profile().lacking() > 0 && world.faults.even();
    all.remove(brakes ? Part.SWEEP : Part.DEMAND);
    return all;
  }

  private Set<Part> drawn() {
    Set<Part> left = EnumSet.allOf(Part.class);
    if (world.faults.profile().lacking() == 0) {
      left.remove(Part.DEMAND);
    }
    while (left.size() > DRAWN) {
      left.remove(List.copyOf(left).get((int) world.faults.below(left.size())));
    }
    return left;
  }

  /** What each step came to. */
  List<StepFigures> figures() {
    return steps.figures();
  }

  /** Spoils what the profile spoils; before time runs. */
  void prepare() {
    world.population.spoil(files.files());
    world.invariants.settled();
  }

  /** Plays it, on a task of its own, and ends the world. */
  void play() {
    world.time.sleep(READY);
    push("first rollout", files);
    if (world.settings.play() == RehearsalSettings.Play.OVERLAP) {
      overlap();
    } else {
      parts.forEach(this::play);
      world.faults.quiet();
      world.time.sleep(world.faults.profile().calm() ? Duration.ZERO : HANDS_OFF);
      byHand("re-run, no change", RERUN, Rollout.Kind.RERUN);
    }
    rest();
    world.time.stop();
  }

  private void play(Part part) {
    switch (part) {
      case JOINS -> joins();
      case AGAIN -> again();
      case CHANGE -> {
        world.population.vanish();
        push("change", files.changed().adopting());
      }
      case SWEEP -> byHand("sweep", SWEEP, Rollout.Kind.SWEEP);
      case DEMAND -> {
        world.population.vanish();
        world.population.company(world.faults.even());
        push("demanding change", files.changed().adopting().demanding());
        byHand("sweep", SWEEP, Rollout.Kind.SWEEP);
        push("mended change", files.changed().adopting());
      }
    }
  }

  private void rest() {
    world.invariants.rest();
    if (world.faults.profile().calm() && world.dead() > 0) {
      world.invariants.breach("", world.dead() + " messages given up although nothing went wrong");
    }
    Set<AccountId> told =
        world.inventory.all().stream()
            .filter(holding -> holding.failure().isPresent())
            .map(Holding::account)
            .collect(Collectors.toSet());
    world.invariants.covered(shelf.get(commit(pushed)), told);
    if (world.dead() > 0) {
      world.occurrences.flow("message given up");
    }
  }

  private static CommitId commit(int number) {
    return new CommitId("%08x%032x".formatted(number, 0));
  }

  /** What the re-run was to bring is old before it is done. */
  private void overlap() {
    CommitId commit = commit(++pushed);
    steps.play(
        "change during a re-run",
        () -> {
          world.deliveries.invoke(RERUN);
          world.time.after(SHORTLY, () -> world.push(commit, files.changed().files()));
        },
        () -> world.deliveries.invoke(SWEEP),
        () -> brought(commit));
  }

  private void push(String name, RoleFiles content) {
    CommitId commit = commit(++pushed);
    steps.play(
        name,
        () -> world.push(commit, content.files()),
        // Whoever pushed and sees nothing happen presses the button.
        () -> world.deliveries.invoke(SWEEP),
        () -> brought(commit));
  }

  private boolean brought(CommitId commit) {
    return steps.since().stream().anyMatch(rollout -> rollout.release().equals(commit));
  }

  /** Everything again; where people change roles, with a look at the roles. */
  private void again() {
    if (world.faults.profile().drifted() > 0) {
      world.population.drift();
      byHand("re-run with drift", DRIFT, Rollout.Kind.DRIFT);
    } else {
      byHand("re-run of all", RERUN, Rollout.Kind.RERUN);
    }
  }

  private void byHand(String name, String event, Rollout.Kind kind) {
    Runnable press = () -> world.deliveries.invoke(event);
    steps.play(
        name,
        press,
        press,
        () -> steps.since().stream().anyMatch(rollout -> rollout.kind() == kind));
  }

  private void joins() {
    int joins = Math.clamp(world.settings.accounts() / ACCOUNTS_A_JOIN, 1, MOST_JOINS);
    Duration[] asked = new Duration[1];
    steps.play(
        "joins",
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

  /** The stacks that the pushed manifests name. */
  List<String> stackNames() {
    return List.of("FleetAccess-Hub", "FleetAccess-OrgReadOnly", "FleetAccess-Spoke");
  }
}
