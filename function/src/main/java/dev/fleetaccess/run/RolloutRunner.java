package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Listing;
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
  private final Fanout fanout;
  private final Dispatch dispatch;
  private final Closing closing;
  private final TickQueue ticks;
  private final Journal journal;
  private final Deadlines deadlines;
  private final InstantSource clock;

  RolloutRunner(
      Ledger ledger,
      ReleaseShelf releases,
      Fanout fanout,
      Dispatch dispatch,
      Closing closing,
      TickQueue ticks,
      Journal journal,
      Deadlines deadlines,
      InstantSource clock) {
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
    this.orphans = new Orphans(releases);
    this.fanout = Objects.requireNonNull(fanout);
    this.dispatch = Objects.requireNonNull(dispatch);
    this.closing = Objects.requireNonNull(closing);
    this.ticks = Objects.requireNonNull(ticks);
    this.journal = Objects.requireNonNull(journal);
    this.deadlines = Objects.requireNonNull(deadlines);
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
    Rollout begun = listedByTheLedger(rollout, pointers);
    if (begun.state() == Rollout.State.RUNNING && !begun.listing().begun()) {
      // A leg looks finished as long as none of its items are written down.
      rest(rollout, begun.listing());
      return;
    }
    RolloutStep step = decide(begun, release, pointers);
    if (step instanceof RolloutStep.Rest && isListing(begun)) {
      // Only who has nothing else to do lists on, or the accounts that everybody waits for would
      // wait for the listing.
      rest(rollout, list(begun, pointers));
    } else {
      carryOut(begun, release, step);
    }
  }

  private RolloutStep decide(Rollout rollout, Release release, Pointers pointers) {
    Manifest manifest = release.manifest();
    Itinerary itinerary =
        rollout.kind() == Rollout.Kind.RELEASE
            ? Itinerary.waved(manifest)
            : Itinerary.plain(manifest);
    var tally = new StageView.Tally(rollout, itinerary, now());
    ledger.items().each(rollout.id(), tally::add);
    var terms =
        new RolloutDecider.Terms(itinerary, manifest.rollout(), pointers.current().isPresent());
    return RolloutDecider.decide(rollout, terms, tally.view(), now());
  }

  /** A release that is candidate no more: somebody pushed since, or had it taken back. */
  private Optional<Rollout> passedOver(Rollout rollout, Pointers pointers) {
    boolean brings =
        rollout.kind() == Rollout.Kind.RELEASE
            && switch (rollout.state()) {
              case RUNNING, WAITING, HALTED -> true;
              case CLAIMING, FINISHED, SUPERSEDED, ROLLED_BACK -> false;
            };
    if (!brings || pointers.isCandidate(rollout.id()) || pointers.isCurrent(rollout.id())) {
      return Optional.empty();
    }
    boolean undone = pointers.undone().filter(to -> to.rollout().equals(rollout.id())).isPresent();
    return Optional.of(
        undone
            ? rollout.as(Rollout.State.ROLLED_BACK, "rolled back", now(), due())
            : rollout.as(Rollout.State.SUPERSEDED, "a newer commit took its place", now(), due()));
  }

  /** Before anything is decided the accounts that everybody waits for have to be planned. */
  private Rollout listedByTheLedger(Rollout rollout, Pointers pointers) {
    boolean rests = rollout.bakes().filter(now()::isBefore).isPresent();
    return rollout.state() == Rollout.State.RUNNING && !rollout.listing().begun() && !rests
        ? rollout.with(list(rollout, pointers))
        : rollout;
  }

  private static boolean isListing(Rollout rollout) {
    return rollout.state() == Rollout.State.RUNNING && !rollout.listing().complete();
  }

  private Listing list(Rollout rollout, Pointers pointers) {
    Granter granter = Granter.of(rollout, pointers, ledger, releases);
    return fanout.advance(rollout, granter, now().plus(deadlines.planning()));
  }

  private void carryOut(Rollout rollout, Release release, RolloutStep step) {
    switch (step) {
      case RolloutStep.Rest() -> rest(rollout, rollout.listing());
      case RolloutStep.Begin(Itinerary.Leg leg) ->
          go(rollout, rollout.inLeg(leg.stage().index(), leg.wave(), now(), due()), () -> {});
      case RolloutStep.Bake(Instant until) ->
          tell(
              rollout,
              rollout.step(now(), due()).bakes(Optional.of(until)).done(),
              "rests until " + until + " before its next wave");
      case RolloutStep.Wait(Itinerary.Leg leg) -> {
        String reason = leg.words() + " waits for approval";
        tell(
            rollout,
            rollout.as(Rollout.State.WAITING, reason, now(), due()),
            reason + ": {\"resume\":\"" + rollout.id() + "\"}");
      }
      case RolloutStep.Halt(String reason, boolean back) ->
          tell(
              rollout,
              rollout.as(
                  back ? Rollout.State.ROLLED_BACK : Rollout.State.HALTED, reason, now(), due()),
              "halted: " + reason + (back ? "; it is rolled back" : ""));
      case RolloutStep.Remove(Itinerary.Leg leg, List<Entry> some) ->
          remove(rollout, release, leg, some);
      case RolloutStep.Send(List<Entry> some) -> step(rollout, () -> dispatch.send(some));
      case RolloutStep.Chase(List<Entry> again, List<Entry> lost) ->
          step(rollout, () -> dispatch.chase(again, lost));
      case RolloutStep.Excuse(List<Entry> some) -> step(rollout, () -> dispatch.excuse(some));
      case RolloutStep.Revive(List<Entry> some) -> step(rollout, () -> dispatch.revive(some));
      case RolloutStep.Drain(List<Entry> some, Entry.State end) ->
          step(rollout, () -> dispatch.drain(some, end));
      case RolloutStep.Finish() -> closing.finish(rollout, release);
      case RolloutStep.Close(Rollout.State state) -> closing.close(rollout, state);
    }
  }

  /** Whoever stands in that leg has passed this; a person who resumes it there agrees. */
  private void remove(Rollout rollout, Release release, Itinerary.Leg leg, List<Entry> some) {
    Set<AccountId> fleet = new HashSet<>();
    ledger.items().each(rollout.id(), entry -> fleet.add(entry.account()));
    Optional<String> objection =
        rollout.dryRun()
            ? Optional.empty()
            : RemovalLimit.objection(some, fleet, one -> isAwaited(release, one));
    Rollout there = rollout.inLeg(leg.stage().index(), leg.wave(), now(), due());
    if (objection.isEmpty()) {
      go(rollout, there, () -> {});
    } else {
      tell(
          rollout,
          there.but().state(Rollout.State.HALTED).note(objection.get()).done(),
          "halted: " + objection.get() + ": {\"resume\":\"" + rollout.id() + "\"}");
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

  /**
   * Writes down how far the accounts are planned, and rests, unless there are more to plan. Who
   * listed while somebody else took a step adds what was listed to that step.
   */
  private void rest(Rollout before, Listing listing) {
    boolean further = !listing.equals(before.listing());
    Rollout rollout = before;
    for (int attempt = 0; attempt < 3; attempt++) {
      Duration delay =
          further && !listing.complete() ? Duration.ZERO : deadlines.rest(rollout, now());
      Rollout next = rollout.with(listing).next(now(), Deadlines.rollout(now(), delay));
      if (ledger.rollouts().step(next)) {
        ticks.send(rollout.id(), next.step(), delay);
        return;
      }
      Optional<Rollout> moved = ledger.rollouts().find(before.id());
      if (!further
          || moved.isEmpty()
          || !isListing(moved.get())
          || !moved.get().listing().equals(before.listing())) {
        return;
      }
      rollout = moved.get();
    }
  }

  private void tell(Rollout rollout, Rollout next, String message) {
    if (go(rollout, next, () -> {})) {
      journal.rollout(rollout.id(), message);
    }
  }

  private void step(Rollout rollout, Runnable effect) {
    go(rollout, rollout.next(now(), due()), effect);
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
