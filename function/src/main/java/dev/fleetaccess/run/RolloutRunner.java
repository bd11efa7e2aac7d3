package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one rollout one step further: looks at the ledger, decides, claims the step, does it, and
 * sends the tick that looks again. Two of them on one rollout are normal, and one of them loses the
 * claim; whoever dies after it is found by the heartbeat.
 */
final class RolloutRunner {
  private final Ledger ledger;
  private final ReleaseShelf releases;
  private final Orphans orphans;
  private final PlanningTurn planning;
  private final Dispatch dispatch;
  private final Closing closing;
  private final TickQueue ticks;
  private final Telling telling;
  private final Journal journal;
  private final Deadlines deadlines;
  private final Queueing queueing;
  private final InstantSource clock;

  RolloutRunner(
      Ledger ledger,
      ReleaseShelf releases,
      PlanningTurn planning,
      Dispatch dispatch,
      Closing closing,
      TickQueue ticks,
      Telling telling,
      Journal journal,
      Deadlines deadlines,
      Queueing queueing,
      InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.orphans = new Orphans(releases);
    this.planning = Objects.requireNonNull(planning);
    this.dispatch = Objects.requireNonNull(dispatch);
    this.closing = Objects.requireNonNull(closing);
    this.ticks = Objects.requireNonNull(ticks);
    this.telling = Objects.requireNonNull(telling);
    this.journal = Objects.requireNonNull(journal);
    this.deadlines = Objects.requireNonNull(deadlines);
    this.queueing = Objects.requireNonNull(queueing);
    this.clock = Objects.requireNonNull(clock);
  }

  /** One step of an open rollout that has been claimed. */
  void take(Rollout rollout, Pointers pointers) {
    Optional<Rollout> passedOver = passedOver(rollout, pointers);
    if (passedOver.isPresent()) {
      go(rollout, passedOver.get(), () -> {});
      return;
    }
    Release release = releases.get(rollout.release());
    Rollout begun = planning.begun(rollout, pointers);
    if (begun.state() == Rollout.State.RUNNING && !begun.listing().begun()) {
      // A leg looks finished as long as none of its items are written down.
      rest(rollout);
      return;
    }
    var failures = new NewFailures(begun, now());
    RolloutStep step = decide(begun, release, pointers, failures);
    boolean ended = step instanceof RolloutStep.Finish || step instanceof RolloutStep.Close;
    Rollout told = begun.but().told(failures.until(ended)).done();
    if (step instanceof RolloutStep.Rest && PlanningTurn.isOpen(told)) {
      // Only who has nothing else to do plans on, or the accounts that everybody waits for would
      // wait for the listing.
      planning.take(told, pointers, () -> telling.failing(told, failures.entries(ended)));
      return;
    }
    // Whoever is left to be told of is told with the next look, so there is to be one.
    boolean taken = ended && failures.more() ? step(told, () -> {}) : carryOut(told, release, step);
    if (taken) {
      telling.failing(told, failures.entries(ended));
    }
  }

  private RolloutStep decide(
      Rollout rollout, Release release, Pointers pointers, NewFailures failures) {
    Manifest manifest = release.manifest();
    Itinerary itinerary =
        rollout.kind() == Rollout.Kind.RELEASE
            ? Itinerary.waved(manifest)
            : Itinerary.plain(manifest);
    var tally = new StageView.Tally(rollout, itinerary, now());
    ledger
        .items()
        .each(
            rollout.id(),
            entry -> {
              tally.add(entry);
              failures.add(entry);
            });
    var terms =
        new RolloutDecider.Terms(
            itinerary,
            manifest.rollout(),
            pointers.current().isPresent(),
            pointers.isCurrent(rollout.id()));
    return RolloutDecider.decide(rollout, terms, tally.view(), now());
  }

  /** A release that is candidate no more: somebody pushed since, or had it taken back. */
  private Optional<Rollout> passedOver(Rollout rollout, Pointers pointers) {
    if (!Unfinished.isPassedOver(rollout, pointers)) {
      return Optional.empty();
    }
    boolean undone = pointers.undone().filter(to -> to.rollout().equals(rollout.id())).isPresent();
    return Optional.of(
        undone
            ? rollout.as(Rollout.State.ROLLED_BACK, takenBack(rollout), now(), due())
            : rollout.as(Rollout.State.SUPERSEDED, "a newer commit took its place", now(), due()));
  }

  private String takenBack(Rollout rollout) {
    return ledger
        .rollouts()
        .find(Undoing.id(rollout.id()))
        .map(Rollout::by)
        .filter(by -> !by.isEmpty())
        .map(by -> "rolled back by " + by)
        .orElse("rolled back");
  }

  /** False when somebody else took the step. */
  private boolean carryOut(Rollout rollout, Release release, RolloutStep step) {
    return switch (step) {
      case RolloutStep.Rest() -> rest(rollout);
      case RolloutStep.Begin(Itinerary.Leg leg) ->
          go(rollout, rollout.inLeg(leg.stage().index(), leg.wave(), now(), due()), () -> {});
      case RolloutStep.Bake(Instant until) ->
          say(
              rollout,
              rollout.step(now(), due()).bakes(Optional.of(until)).done(),
              "rests until " + until + " before its next wave");
      case RolloutStep.Wait(Itinerary.Leg leg) -> wait(rollout, leg.words());
      case RolloutStep.Halt(String reason, boolean back) -> halt(rollout, reason, back);
      case RolloutStep.Remove(Itinerary.Leg leg, List<Entry> some) ->
          remove(rollout, release, leg, some);
      case RolloutStep.Send(List<Entry> some) -> send(rollout, some);
      case RolloutStep.Chase(List<Entry> again, List<Entry> lost) -> chase(rollout, again, lost);
      case RolloutStep.Excuse(List<Entry> some) -> step(rollout, () -> dispatch.excuse(some));
      case RolloutStep.Revive(List<Entry> some) -> step(rollout, () -> dispatch.revive(some));
      case RolloutStep.Drain(List<Entry> some, Entry.State end) ->
          step(rollout, () -> dispatch.drain(some, end));
      case RolloutStep.Finish() -> closing.finish(rollout, release);
      case RolloutStep.Close(Rollout.State state) -> closing.close(rollout, state);
    };
  }

  private boolean send(Rollout rollout, List<Entry> some) {
    int room = queueing.room(rollout, some.size());
    List<Entry> sent = some.subList(0, room);
    return room == 0
        ? rest(rollout)
        : step(rollout, () -> dispatch.send(sent, queueing.of(rollout, room)));
  }

  private boolean chase(Rollout rollout, List<Entry> again, List<Entry> lost) {
    List<Entry> sent = again.subList(0, queueing.room(rollout, again.size()));
    return sent.isEmpty() && lost.isEmpty()
        ? rest(rollout)
        : step(rollout, () -> dispatch.chase(sent, lost, n -> queueing.of(rollout, n)));
  }

  private boolean wait(Rollout rollout, String leg) {
    String reason = leg + " waits for approval";
    Rollout waiting = rollout.as(Rollout.State.WAITING, reason, now(), due());
    boolean done = say(rollout, waiting, reason + ": {\"resume\":\"" + rollout.id() + "\"}");
    if (done) {
      telling.waiting(waiting);
    }
    return done;
  }

  private boolean halt(Rollout rollout, String reason, boolean back) {
    Rollout.State state = back ? Rollout.State.ROLLED_BACK : Rollout.State.HALTED;
    Rollout halted = rollout.as(state, reason, now(), due());
    boolean done = say(rollout, halted, "halted: " + reason + (back ? "; it is rolled back" : ""));
    if (done) {
      telling.halted(halted);
    }
    return done;
  }

  /**
   * Lets deletions through, or halts before them. What was let through without asking counts again
   * with those that were planned since, so that many do not pass a few at a time. Whoever dies
   * before it is noted which they were has them counted again.
   */
  private boolean remove(Rollout rollout, Release release, Itinerary.Leg leg, List<Entry> some) {
    Set<AccountId> fleet = new HashSet<>();
    List<Entry> counted = new ArrayList<>(some);
    ledger
        .items()
        .each(
            rollout.id(),
            entry -> {
              fleet.add(entry.account());
              if (entry.clearance() == Entry.Clearance.FEW && entry.removal()) {
                counted.add(entry);
              }
            });
    Optional<String> objection =
        rollout.dryRun()
            ? Optional.empty()
            : RemovalLimit.objection(counted, fleet, one -> isAwaited(release, one));
    Rollout there = rollout.inLeg(leg.stage().index(), leg.wave(), now(), due());
    if (objection.isEmpty()) {
      return go(rollout, there, () -> dispatch.clear(some, Entry.Clearance.FEW));
    }
    Rollout halted = there.but().state(Rollout.State.HALTED).note(objection.get()).done();
    boolean done = go(rollout, halted, () -> dispatch.clear(some, Entry.Clearance.SHOWN));
    if (done) {
      journal.rollout(
          rollout.id(), "halted: " + objection.get() + ": {\"resume\":\"" + rollout.id() + "\"}");
      telling.halted(halted);
    }
    return done;
  }

  private boolean isAwaited(Release release, Entry removal) {
    return ledger
        .inventory()
        .find(removal.account(), removal.stack())
        .flatMap(holding -> orphans.find(release, holding, removal.traits()))
        .filter(orphan -> new Stage(Stage.REMOVALS, orphan.stack()).gate())
        .isPresent();
  }

  private boolean rest(Rollout rollout) {
    Duration delay = deadlines.rest(rollout, now());
    Rollout next = rollout.next(now(), Deadlines.rollout(now(), delay));
    if (!ledger.rollouts().step(next)) {
      return false;
    }
    ticks.send(rollout.id(), next.step(), delay);
    return true;
  }

  private boolean say(Rollout rollout, Rollout next, String message) {
    boolean done = go(rollout, next, () -> {});
    if (done) {
      journal.rollout(rollout.id(), message);
    }
    return done;
  }

  private boolean step(Rollout rollout, Runnable effect) {
    return go(rollout, rollout.next(now(), due()), effect);
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
