package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.report.RolloutSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes one rollout one step further: looks at the ledger, decides, claims the step, does it, and
 * sends the tick that looks again. Two of them on one rollout are normal, and one of them loses the
 * claim; whoever dies after it is found by the heartbeat.
 */
final class RolloutRunner {
  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final Orphans orphans;
  private final Fanout fanout;
  private final Dispatch dispatch;
  private final TickQueue ticks;
  private final Journal journal;
  private final Deadlines deadlines;
  private final InstantSource clock;

  RolloutRunner(
      Ledger ledger,
      ReleaseShelf releases,
      Fanout fanout,
      Dispatch dispatch,
      TickQueue ticks,
      Journal journal,
      Deadlines deadlines,
      InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.orphans = new Orphans(releases);
    this.fanout = Objects.requireNonNull(fanout);
    this.dispatch = Objects.requireNonNull(dispatch);
    this.ticks = Objects.requireNonNull(ticks);
    this.journal = Objects.requireNonNull(journal);
    this.deadlines = Objects.requireNonNull(deadlines);
    this.clock = Objects.requireNonNull(clock);
  }

  /** One step of an open rollout that has been claimed. */
  void take(Rollout rollout, Pointers pointers) {
    if (isSuperseded(rollout, pointers)) {
      go(
          rollout,
          rollout.as(Rollout.State.SUPERSEDED, "a newer commit took its place", now(), due()));
      return;
    }
    Release release = releases.get(rollout.release());
    List<Stage> stages = new Planner(release).stages();
    Rollout listed = list(rollout, pointers);
    if (listed.state() == Rollout.State.RUNNING && !listed.listing().known()) {
      // A stage looks finished as long as its items are not all written down.
      rest(listed, false);
      return;
    }
    List<Entry> entries = ledger.items().of(rollout.id());
    RolloutStep step =
        RolloutDecider.decide(
            listed,
            stages,
            release.manifest().rollout(),
            StageView.of(entries, listed.stage(), now()));
    boolean listedFurther = !listed.listing().equals(rollout.listing());
    carryOut(listed, release, entries, step, listedFurther);
  }

  /** Candidate no more: somebody pushed since. */
  private static boolean isSuperseded(Rollout rollout, Pointers pointers) {
    boolean brings =
        rollout.kind() == Rollout.Kind.RELEASE
            && (rollout.state() == Rollout.State.RUNNING
                || rollout.state() == Rollout.State.HALTED);
    boolean candidate = points(pointers.candidate(), rollout);
    boolean current = points(pointers.current(), rollout);
    return brings && !candidate && !current;
  }

  private static boolean points(Optional<Pointers.Pointer> pointer, Rollout rollout) {
    return pointer.filter(to -> to.rollout().equals(rollout.id())).isPresent();
  }

  private Rollout list(Rollout rollout, Pointers pointers) {
    if (rollout.state() != Rollout.State.RUNNING || rollout.listing().complete()) {
      return rollout;
    }
    Granter granter = Granter.of(rollout, pointers, ledger, releases);
    Listing listing = fanout.advance(rollout, granter, now().plus(deadlines.planning()));
    return rollout.with(listing);
  }

  private void carryOut(
      Rollout rollout,
      Release release,
      List<Entry> entries,
      RolloutStep step,
      boolean listedFurther) {
    switch (step) {
      case RolloutStep.Rest() -> rest(rollout, listedFurther);
      case RolloutStep.Begin(int stage) -> go(rollout, rollout.inStage(stage, now(), due()));
      case RolloutStep.Halt(String reason) -> {
        if (go(rollout, rollout.as(Rollout.State.HALTED, reason, now(), due()))) {
          journal.rollout(rollout.id(), "halted: " + reason);
        }
      }
      case RolloutStep.Remove(List<Entry> some) -> remove(rollout, release, entries, some);
      case RolloutStep.Send(List<Entry> some) ->
          go(rollout, rollout.next(now(), due()), () -> dispatch.send(some));
      case RolloutStep.Chase(List<Entry> again, List<Entry> lost) ->
          go(rollout, rollout.next(now(), due()), () -> dispatch.chase(again, lost));
      case RolloutStep.Excuse(List<Entry> some) ->
          go(rollout, rollout.next(now(), due()), () -> dispatch.excuse(some));
      case RolloutStep.Drain(List<Entry> some, Entry.State end) ->
          go(rollout, rollout.next(now(), due()), () -> dispatch.drain(some, end));
      case RolloutStep.Finish() -> finish(rollout, release, entries);
      case RolloutStep.Close(Rollout.State state) -> close(rollout, state, entries);
    }
  }

  /** Whoever stands in that stage has passed this; a person who resumes it there agrees. */
  private void remove(Rollout rollout, Release release, List<Entry> entries, List<Entry> some) {
    Set<AccountId> fleet = entries.stream().map(Entry::account).collect(Collectors.toSet());
    Optional<String> objection =
        rollout.dryRun()
            ? Optional.empty()
            : RemovalLimit.objection(some, fleet, one -> isAwaited(release, one));
    if (objection.isEmpty()) {
      go(rollout, rollout.inStage(Stage.REMOVALS, now(), due()));
    } else if (go(rollout, rollout.haltedBefore(Stage.REMOVALS, objection.get(), now(), due()))) {
      journal.rollout(rollout.id(), "halted: " + objection.get());
    }
  }

  private boolean isAwaited(Release release, Entry removal) {
    return ledger
        .inventory()
        .find(removal.account(), removal.stack())
        .flatMap(holding -> orphans.find(release, holding, removal.traits()))
        .filter(orphan -> new Stage(Stage.REMOVALS, orphan.stack()).gate())
        .isPresent();
  }

  /** While accounts are being planned there is no time to lose, unless we are asked to wait. */
  private void rest(Rollout rollout, boolean listedFurther) {
    boolean goesOn = listedFurther && !rollout.listing().complete();
    Duration delay =
        goesOn ? Duration.ZERO : deadlines.rest(Duration.between(rollout.started(), now()));
    if (ledger.rollouts().step(rollout.next(now(), Deadlines.rollout(now(), delay)))) {
      ticks.send(rollout.id(), rollout.step() + 1, delay);
    }
  }

  /** The pointer moves first: a rollout that closed without it would never be current. */
  private void finish(Rollout rollout, Release release, List<Entry> entries) {
    if (rollout.kind() == Rollout.Kind.RELEASE && !becomesCurrent(rollout, release)) {
      ticks.send(rollout.id(), rollout.step(), Duration.ZERO);
      return;
    }
    close(rollout, Rollout.State.FINISHED, entries);
  }

  /** False when the pointers moved meanwhile: the next look sees why. */
  private boolean becomesCurrent(Rollout rollout, Release release) {
    Pointers pointers = ledger.rollouts().overview().pointers();
    if (points(pointers.current(), rollout)) {
      return true;
    }
    return points(pointers.candidate(), rollout)
        && ledger
            .rollouts()
            .move(
                pointers.finished(
                    pointers.candidate().get(), release.manifest().sweep().every(), now()));
  }

  private void close(Rollout rollout, Rollout.State state, List<Entry> entries) {
    Rollout closed = rollout.closed(state, rollout.note(), now());
    if (ledger.rollouts().step(closed)) {
      var summary = RolloutSummary.of(closed, entries);
      journal.rollout(rollout.id(), summary.sentence());
      summary.causes().forEach(cause -> journal.rollout(rollout.id(), cause));
    }
  }

  private boolean go(Rollout rollout, Rollout next) {
    return go(rollout, next, () -> {});
  }

  private boolean go(Rollout rollout, Rollout next, Runnable effect) {
    if (!ledger.rollouts().step(next)) {
      return false;
    }
    Duration delay = Duration.ZERO;
    try {
      effect.run();
    } catch (RemoteFailure e) {
      // What was not done still stands in the ledger, and the next look does it.
      journal.warning("a step is repeated", Map.of("rollout", rollout.id(), "why", "" + e));
      delay = deadlines.tickEvery();
    }
    ticks.send(rollout.id(), next.step(), delay);
    return true;
  }

  private Instant now() {
    return clock.instant();
  }

  private Instant due() {
    return Deadlines.rollout(now(), Duration.ZERO);
  }
}
