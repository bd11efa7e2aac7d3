package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.OnHalt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The whole policy on a rollout: what the ledger shows gives one step. Pure. */
final class RolloutDecider {
  /**
   * Items that one step works on at most. Each costs a message and a write, and an invocation ends
   * within two minutes at any size.
   */
  static final int MOST_AT_A_STEP = 2_500;

  private RolloutDecider() {}

  /**
   * What a rollout keeps to.
   *
   * @param itinerary its legs
   * @param settings how it spreads
   * @param earlier whether there is a release that it could be taken back to
   * @param current whether its own release is the one that stands: whoever was about to finish it
   *     lost the step, and what came meanwhile halts nothing any more
   */
  record Terms(Itinerary itinerary, Manifest.Rollout settings, boolean earlier, boolean current) {}

  /**
   * Decides on one step.
   *
   * @param rollout as it stands, its listing as far as it has come
   * @param terms what it keeps to
   * @param view its items
   * @param now the time, for the rest between waves
   */
  static RolloutStep decide(Rollout rollout, Terms terms, StageView view, Instant now) {
    if (!view.overdue().isEmpty()) {
      return chase(some(view.overdue()));
    }
    return switch (rollout.state()) {
      case CLAIMING, WAITING -> new RolloutStep.Rest();
      case RUNNING -> running(rollout, terms, view, now);
      case HALTED, ROLLED_BACK -> drained(view, Entry.State.NOT_STARTED, rollout.state());
      case SUPERSEDED -> drained(view, Entry.State.SUPERSEDED, rollout.state());
      case FINISHED -> new RolloutStep.Close(Rollout.State.FINISHED);
    };
  }

  private static RolloutStep running(Rollout rollout, Terms terms, StageView view, Instant now) {
    Itinerary.Leg leg = terms.itinerary.at(rollout.stage(), rollout.wave());
    boolean listed = rollout.listing().complete();
    boolean judged = leg.stage().gate() || listed;
    if (listed && rollout.scope() instanceof Scope.Everyone && !view.unlisted().isEmpty()) {
      return new RolloutStep.Excuse(some(view.unlisted()));
    }
    if (!leg.mayBegin(rollout.approved())) {
      return new RolloutStep.Wait(leg);
    }
    if (!view.given().isEmpty()) {
      return new RolloutStep.Revive(some(view.given()));
    }
    // Only a release halts: a sweep brings nothing new, and one bad account must not keep it from
    // mending the others.
    // A deletion is halted whoever asks for it: what is gone comes back with another id.
    boolean removes = leg.stage().isRemovals();
    boolean halts = !terms.current && (rollout.kind() == Rollout.Kind.RELEASE || removes);
    Optional<Tolls.Toll> beyond = Tolls.beyond(view.tolls(), terms.settings.tolerance());
    boolean tooMany = halts && beyond.isPresent();
    if (tooMany && judged) {
      Tolls.Toll toll = beyond.get();
      return new RolloutStep.Halt(
          "%d of %d accounts failed at %s, %d are tolerated"
              .formatted(
                  toll.failed(),
                  toll.accounts(),
                  toll.leg().words(),
                  toll.tolerated(terms.settings.tolerance())),
          terms.settings.onHalt() == OnHalt.ROLLBACK && terms.earlier && !removes);
    }
    int room = Math.max(1, terms.settings.atOnce().of(view.total())) - view.open();
    // What failed may prove unusable when everybody is listed. Until then nobody else is begun.
    if (!view.planned().isEmpty() && room > 0 && !tooMany) {
      return new RolloutStep.Send(some(view.planned().subList(0, least(room, view.planned()))));
    }
    if (view.open() > 0 || !view.planned().isEmpty() || !judged) {
      return new RolloutStep.Rest();
    }
    Optional<Itinerary.Leg> next = terms.itinerary.after(leg);
    if (next.isEmpty()) {
      return listed && view.underWay() == 0 ? last(terms, view) : new RolloutStep.Rest();
    }
    return begin(next.get(), rollout, terms, view, now);
  }

  /** What is left when every leg has ended can only be deletions. */
  private static RolloutStep last(Terms terms, StageView view) {
    return view.uncounted().isEmpty()
        ? new RolloutStep.Finish()
        : new RolloutStep.Remove(terms.itinerary.removals(), view.uncounted());
  }

  /** A wave none of whose stacks reached anybody needs no rest. */
  private static RolloutStep begin(
      Itinerary.Leg next, Rollout rollout, Terms terms, StageView view, Instant now) {
    boolean bakes = next.bakes() && !terms.settings.bake().isZero() && view.reached() > 0;
    if (bakes && rollout.bakes().isEmpty()) {
      return new RolloutStep.Bake(now.plus(terms.settings.bake()));
    }
    return bakes && rollout.bakes().filter(now::isBefore).isPresent()
        ? new RolloutStep.Rest()
        : new RolloutStep.Begin(next);
  }

  private static RolloutStep drained(StageView view, Entry.State end, Rollout.State state) {
    if (!view.pending().isEmpty()) {
      return new RolloutStep.Drain(some(view.pending()), end);
    }
    return view.underWay() > 0 ? new RolloutStep.Rest() : new RolloutStep.Close(state);
  }

  private static RolloutStep chase(List<Entry> overdue) {
    return new RolloutStep.Chase(
        overdue.stream().filter(entry -> entry.resent() < Deadlines.MOST_RESENDS).toList(),
        overdue.stream().filter(entry -> entry.resent() >= Deadlines.MOST_RESENDS).toList());
  }

  private static List<Entry> some(List<Entry> entries) {
    return entries.subList(0, least(MOST_AT_A_STEP, entries));
  }

  private static int least(int most, List<Entry> entries) {
    return Math.min(most, entries.size());
  }
}
