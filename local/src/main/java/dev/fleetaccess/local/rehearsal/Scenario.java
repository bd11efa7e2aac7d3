package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.check.CallTable;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.report.StepFigures;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.run.ReleaseShelf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Plays what was asked for, step by step. */
final class Scenario {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration MISHAP_WITHIN = Duration.ofMinutes(3);
  private static final Duration READY = Duration.ofMinutes(5);
  private static final Duration SHORTLY = Duration.ofSeconds(2);
  private static final String RERUN = "{\"rerun\":\"all\"}";
  private static final int STEPS = 5;
  private static final int MOST_JOINS = 20;
  private static final int ACCOUNTS_A_JOIN = 50;

  private final RehearsalWorld world;
  private final RoleFiles files;
  private final ReleaseShelf shelf;
  private final List<StepFigures> figures = new ArrayList<>();
  private int before;
  private Duration closed = Duration.ZERO;

  Scenario(RehearsalWorld world) {
    this.world = Objects.requireNonNull(world);
    this.files = RoleFiles.read(world.settings.roles());
    this.shelf = new ReleaseShelf(world.releases);
  }

  /** What each step came to. */
  List<StepFigures> figures() {
    return List.copyOf(figures);
  }

  /** Spoils what the profile spoils; before time runs. */
  void prepare() {
    world.population.spoil(files.files());
  }

  /** Plays it, on a task of its own, and ends the world. */
  void play() {
    world.time.sleep(READY);
    push("first rollout", 1, files);
    switch (world.settings.play()) {
      case DEFAULT -> {
        joins();
        byHand("re-run of all", RERUN, Rollout.Kind.RERUN);
        push("change", 2, files.changed());
        byHand("sweep", "{\"sweep\":true}", Rollout.Kind.SWEEP);
        world.faults.quiet();
        byHand("re-run, no change", RERUN, Rollout.Kind.RERUN);
      }
      case OVERLAP -> overlap();
    }
    world.invariants.rest(world.rollouts, world.items);
    if (world.faults.profile().calm() && world.dead() > 0) {
      world.invariants.breach("", world.dead() + " messages given up although nothing went wrong");
    }
    Set<AccountId> told =
        world.inventory.all().stream()
            .filter(holding -> holding.failure().isPresent())
            .map(Holding::account)
            .collect(Collectors.toSet());
    world.invariants.covered(shelf.get(commit(2)), told);
    world.time.stop();
  }

  static CommitId commit(int number) {
    return new CommitId("%08x%032x".formatted(number, 0));
  }

  /** What the re-run was to bring is old before it is done. */
  private void overlap() {
    play(
        "change during a re-run",
        () -> {
          world.deliveries.invoke(RERUN);
          world.time.after(SHORTLY, () -> world.push(commit(2), files.changed().files()));
        },
        () -> world.deliveries.invoke("{\"sweep\":true}"),
        () -> since().stream().anyMatch(rollout -> rollout.release().equals(commit(2))));
  }

  private void push(String name, int number, RoleFiles pushed) {
    play(
        name,
        () -> world.push(commit(number), pushed.files()),
        // Whoever pushed and sees nothing happen presses the button.
        () -> world.deliveries.invoke("{\"sweep\":true}"),
        () -> since().stream().anyMatch(rollout -> rollout.release().equals(commit(number))));
  }

  private void byHand(String name, String event, Rollout.Kind kind) {
    Runnable press = () -> world.deliveries.invoke(event);
    play(name, press, press, () -> since().stream().anyMatch(rollout -> rollout.kind() == kind));
  }

  private void joins() {
    int joins = Math.clamp(world.settings.accounts() / ACCOUNTS_A_JOIN, 1, MOST_JOINS);
    Duration[] asked = new Duration[1];
    play(
        "joins",
        () -> {
          asked[0] = world.time.elapsed();
          for (int i = 0; i < joins; i++) {
            world.time.after(
                Duration.ofMillis((long) world.faults.below(PATIENCE.toMillis())),
                world.population::join);
          }
        },
        () -> {},
        // An event that is lost is nobody's to wait for: the sweep finds the account.
        () -> world.time.elapsed().minus(asked[0]).compareTo(PATIENCE.multipliedBy(2)) > 0);
  }

  /** The rollouts that this step opened. */
  private List<Rollout> since() {
    return world.rollouts.all().stream().skip(before).toList();
  }

  private void play(String name, Runnable begin, Runnable again, BooleanSupplier begun) {
    before = world.rollouts.all().size();
    Set<AccountId> known =
        world.inventory.all().stream().map(Holding::account).collect(Collectors.toSet());
    world.progress.outcomes();
    world.drawn.take();
    world.invariants.begin();
    CallTable calls = world.effects.count();
    long writes = world.invariants.writes();
    Duration start = world.time.elapsed();
    mishaps();
    begin.run();
    wait(name, again, begun);
    figures.add(figures(name, start, calls, world.invariants.writes() - writes, known));
  }

  private void wait(String name, Runnable again, BooleanSupplier begun) {
    Duration start = world.time.elapsed();
    Duration pressed = start;
    while (!begun.getAsBoolean() || open()) {
      world.time.sleep(LOOK);
      Duration now = world.time.elapsed();
      if (!begun.getAsBoolean() && now.minus(pressed).compareTo(PATIENCE) > 0) {
        pressed = now;
        again.run();
      }
      if (now.minus(start).compareTo(LONGEST) > 0) {
        world.invariants.breach("", "step '" + name + "' has not ended after " + LONGEST);
        return;
      }
    }
    closed = world.time.elapsed();
    // What comes late, or twice, comes now.
    world.time.sleep(Duration.ofMinutes(2));
  }

  private boolean open() {
    return world.rollouts.all().stream().anyMatch(Rollout::open);
  }

  /** What happens to everybody at once, in a step drawn for each. */
  private void mishaps() {
    FaultProfile profile = world.faults.profile();
    for (int i = 0; i < profile.purges(); i++) {
      mishap("queues purged", this::purge);
    }
    for (int i = 0; i < profile.ledgerOutages(); i++) {
      mishap("ledger outage", () -> outage(world.faults::ledgerOut));
    }
    for (int i = 0; i < profile.queueOutages(); i++) {
      mishap("queue outage", () -> outage(world.faults::queuesOut));
    }
    for (int i = 0; i < profile.clockSteps(); i++) {
      mishap("clock step", this::stepClock);
    }
  }

  private void mishap(String name, Runnable what) {
    if (world.faults.strikes(name, 1.0 / STEPS)) {
      world.time.after(
          Duration.ofMillis((long) world.faults.below(MISHAP_WITHIN.toMillis())), what);
    }
  }

  private void purge() {
    world.work.purge();
    world.ticks.purge();
  }

  private void outage(java.util.function.Consumer<Boolean> switched) {
    switched.accept(true);
    world.time.after(world.faults.profile().outage(), () -> switched.accept(false));
  }

  private void stepClock() {
    double most = world.faults.profile().clockStep().toMillis();
    world.clock.set(Duration.ofMillis((long) (world.faults.below(2 * most) - most)));
  }

  private StepFigures figures(
      String name, Duration start, CallTable calls, long writes, Set<AccountId> known) {
    Collection<Rollout> opened = since();
    int items = opened.stream().mapToInt(each -> world.items.of(each.id()).size()).sum();
    int messages = opened.stream().mapToInt(each -> world.work.most(each.id())).sum();
    opened.forEach(this::messages);
    if (world.faults.profile().calm() && name.endsWith("no change") && writes > 0) {
      world.invariants.breach("", "a second run of the same release makes " + writes + " writes");
    }
    var timing = new Timing(world, start, known, new HashSet<>(opened));
    Optional<Duration> bound = timing.bound(name);
    var slowest = timing.slowest();
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
        writes,
        items,
        messages,
        slowest);
  }

  private void messages(Rollout rollout) {
    int most = world.work.most(rollout.id());
    int items = world.items.of(rollout.id()).size();
    // Of a single item three may be there: the one visited, the one sent on, one delivered twice.
    if (most > 2 * items + 1) {
      world.invariants.breach(
          "", rollout.id() + ": " + most + " messages in flight for " + items + " items");
    }
  }

  /** The stacks that the pushed manifests name. */
  List<String> stackNames() {
    return List.of("FleetAccess-Hub", "FleetAccess-OrgReadOnly", "FleetAccess-Spoke");
  }
}
