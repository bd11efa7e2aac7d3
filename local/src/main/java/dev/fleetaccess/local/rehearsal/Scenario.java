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

/**
 * Plays what was asked for: a first rollout, parts of a story, and everything once more in rest.
 */
final class Scenario {
  private static final Duration READY = Duration.ofMinutes(5);
  private static final Duration SHORTLY = Duration.ofSeconds(2);
  private static final Duration HANDS_OFF = Duration.ofMinutes(15);
  private static final int LARGE = 1_000;

  /** One seed in so many plays a story, the others one of the usual parts. */
  private static final int STORIES = 8;

  /** One seed in so many begins with a release that halts. */
  private static final int FIRSTS = 10;

  /** Of the releases that some accounts cannot have one in so many is played. */
  private static final int DEMANDS = 4;

  /** What comes around the first rollout and before the last re-run, in this order. */
  private enum Part {
    /** A first release before the others that halts. */
    FIRST,
    JOINS,
    AGAIN,
    CHANGE,
    SWEEP,
    WAVES,
    CANARY,
    HALT,
    UNITS,
    REMOVAL,
    /** A release that some accounts cannot have, with the brakes on; a sweep; and its mending. */
    DEMAND
  }

  /** What every account goes through, beside the first rollout. */
  private static final Set<Part> USUAL =
      EnumSet.of(Part.JOINS, Part.AGAIN, Part.CHANGE, Part.SWEEP, Part.DEMAND);

  private final RehearsalWorld world;
  private final RoleFiles files;
  private final ReleaseShelf shelf;
  private final Set<Part> parts;
  private final Steps steps;
  private final Asking asking;
  private final Passing passing;
  private final Stories stories;

  Scenario(RehearsalWorld world) {
    this.world = Objects.requireNonNull(world);
    this.files = RoleFiles.read(world.settings.roles());
    this.shelf = new ReleaseShelf(world.releases);
    this.parts =
        switch (world.settings.play()) {
          case DEFAULT -> whole();
          case DRAWN -> drawn();
          case SPEED -> EnumSet.of(Part.CHANGE);
          case OVERLAP -> EnumSet.noneOf(Part.class);
          case FIRST -> EnumSet.of(Part.FIRST);
          case WAVES -> EnumSet.of(Part.WAVES);
          case CANARY -> EnumSet.of(Part.CANARY);
          case HALT -> EnumSet.of(Part.HALT);
          case UNITS -> EnumSet.of(Part.UNITS);
          case REMOVAL -> EnumSet.of(Part.REMOVAL);
        };
    this.steps = new Steps(world, parts.size() + 2);
    this.asking = new Asking(world, steps);
    this.passing = new Passing(world, steps, asking, files);
    this.stories = new Stories(world, asking, passing, files);
  }

  /**
   * Everything, and either the sweep alone or the one that finds a release halted; of a large
   * organization, where each takes long, a re-run and a sweep once.
   */
  private Set<Part> whole() {
    if (world.settings.accounts() > LARGE && !world.faults.profile().calm()) {
      return EnumSet.of(Part.JOINS, Part.CHANGE, Part.SWEEP);
    }
    Set<Part> all = EnumSet.copyOf(USUAL);
    boolean brakes = world.faults.profile().lacking() > 0 && world.faults.even();
    all.remove(brakes ? Part.SWEEP : Part.DEMAND);
    return all;
  }

  /**
   * One of what every account goes through, or one of the stories; and before it now and then a
   * first release that halts. What costs more comes less often.
   */
  private Set<Part> drawn() {
    boolean story = world.faults.below(STORIES) < 1;
    Set<Part> kinds = story ? EnumSet.complementOf(EnumSet.copyOf(USUAL)) : EnumSet.copyOf(USUAL);
    kinds.remove(Part.FIRST);
    if (world.faults.profile().lacking() == 0) {
      kinds.remove(Part.DEMAND);
    }
    Set<Part> one = EnumSet.of(any(kinds));
    if (one.contains(Part.DEMAND) && world.faults.below(DEMANDS) > 0) {
      one = EnumSet.of(any(kinds));
    }
    if (world.faults.below(FIRSTS) < 1) {
      one.add(Part.FIRST);
    }
    return one;
  }

  private Part any(Set<Part> kinds) {
    return List.copyOf(kinds).get((int) world.faults.below(kinds.size()));
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
    if (parts.remove(Part.FIRST)) {
      stories.first();
    }
    asking.push("first rollout", files);
    if (world.settings.play() == RehearsalSettings.Play.OVERLAP) {
      overlap();
    } else {
      parts.forEach(this::play);
      world.faults.quiet();
      world.time.sleep(world.faults.profile().calm() ? Duration.ZERO : HANDS_OFF);
      asking.findLostPush();
      asking.byHand("re-run, no change", Asking.RERUN, Rollout.Kind.RERUN);
    }
    steps.settle();
    rest();
    world.time.stop();
  }

  private void play(Part part) {
    switch (part) {
      case FIRST -> throw new IllegalStateException("it comes before everything else");
      case JOINS -> passing.joins("joins");
      case AGAIN -> again();
      case CHANGE -> {
        world.population.vanish();
        asking.push("change", files.changed().adopting());
      }
      case SWEEP -> asking.byHand("sweep", Asking.SWEEP, Rollout.Kind.SWEEP);
      case WAVES -> stories.waves();
      case CANARY -> stories.canary();
      case HALT -> stories.halt();
      case UNITS -> stories.units();
      case REMOVAL -> stories.removal();
      case DEMAND -> {
        world.population.vanish();
        if (world.faults.even()) {
          bringing();
        } else {
          world.population.company(world.faults.even());
          asking.push("demanding change", files.changed().adopting().demanding());
          asking.byHand("sweep", Asking.SWEEP, Rollout.Kind.SWEEP);
          asking.push("mended change", files.changed().adopting());
        }
      }
    }
  }

  /**
   * What the release brings stands in some accounts already: a check finds it before it is made.
   */
  private void bringing() {
    RoleFiles brought = files.changed().adopting().bringing();
    world.population.names();
    asking.push("demanding change", brought.braking());
    asking.byHand("sweep", Asking.SWEEP, Rollout.Kind.SWEEP);
    world.population.frees();
    asking.push("mended change", brought);
  }

  private void rest() {
    world.invariants.rest();
    asking.untold().ifPresent(untold -> world.invariants.breach("", untold));
    if (world.faults.profile().calm() && world.dead() > 0) {
      world.invariants.breach("", world.dead() + " messages given up although nothing went wrong");
    }
    world.invariants.covered(shelf.get(asking.wanted().orElseGet(asking::pushed)), this::told);
    if (world.dead() > 0) {
      world.occurrences.flow("message given up");
    }
  }

  private boolean told(String account, String stack) {
    return world
        .inventory
        .find(new AccountId(account), stack)
        .flatMap(Holding::failure)
        .isPresent();
  }

  /** What the re-run was to bring is old before it is done. */
  private void overlap() {
    CommitId[] commit = new CommitId[1];
    steps.play(
        "change during a re-run",
        () -> {
          asking.send(Asking.RERUN);
          world.time.after(SHORTLY, () -> commit[0] = asking.pushNow(files.changed()));
        },
        () -> asking.send(Asking.SWEEP),
        () -> commit[0] != null && asking.brought(commit[0]));
    world.invariants.conduct().asked().wants(commit[0]);
  }

  /**
   * Everything again; where people change roles, with a look at the roles. Nobody has his hands on
   * them any more then, or what is compared would be excused as his.
   */
  private void again() {
    if (world.faults.profile().drifted() > 0) {
      world.population.drift();
      world.time.sleep(HANDS_OFF);
      asking.byHand("re-run with drift", Asking.DRIFT, Rollout.Kind.DRIFT);
    } else {
      asking.byHand("re-run of all", Asking.RERUN, Rollout.Kind.RERUN);
    }
  }

  /** The stacks that the pushed manifests name. */
  List<String> stackNames() {
    return List.of(
        "FleetAccess-Hub", "FleetAccess-OrgReadOnly", "FleetAccess-Spoke", RoleFiles.AUDIT_STACK);
  }
}
