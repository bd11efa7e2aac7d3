package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.Manifest;
import java.util.List;

/** The whole policy on a rollout: what the ledger shows gives one step. Pure. */
final class RolloutDecider {
  private RolloutDecider() {}

  /**
   * Decides on one step.
   *
   * @param rollout as it stands, its listing as far as it has come
   * @param stages its stages
   * @param settings how it spreads
   * @param view its items
   */
  static RolloutStep decide(
      Rollout rollout, List<Stage> stages, Manifest.Rollout settings, StageView view) {
    if (!view.overdue().isEmpty()) {
      return chase(view.overdue());
    }
    return switch (rollout.state()) {
      case CLAIMING -> new RolloutStep.Rest();
      case RUNNING -> running(rollout, stages, settings, view);
      case HALTED -> drained(view, Entry.State.NOT_STARTED, rollout.state());
      case SUPERSEDED -> drained(view, Entry.State.SUPERSEDED, rollout.state());
      case FINISHED -> new RolloutStep.Close(Rollout.State.FINISHED);
    };
  }

  private static RolloutStep running(
      Rollout rollout, List<Stage> stages, Manifest.Rollout settings, StageView view) {
    if (rollout.stage() == Stage.REMOVALS) {
      return removing(settings, view);
    }
    Stage stage = stages.get(rollout.stage());
    boolean listed = rollout.listing().complete();
    boolean judged = stage.gate() || listed;
    if (listed && rollout.scope() instanceof Scope.Everyone && !view.unlisted().isEmpty()) {
      return new RolloutStep.Excuse(view.unlisted());
    }
    // Only a release halts: a sweep brings nothing new, and one bad account must not keep it from
    // mending the others.
    boolean halts = rollout.kind() == Rollout.Kind.RELEASE;
    // Everybody waits for a gate, so none of its accounts may fail, whatever a wave tolerates.
    int tolerated = stage.gate() ? 0 : settings.tolerance().of(view.total());
    if (halts && judged && view.failed() > tolerated) {
      return new RolloutStep.Halt(
          "%d of %d accounts failed at %s, %d are tolerated"
              .formatted(view.failed(), view.total(), stage.stack().name(), tolerated));
    }
    int room = Math.max(1, settings.atOnce().of(view.total())) - view.open();
    if (!view.planned().isEmpty() && room > 0) {
      return new RolloutStep.Send(view.planned().subList(0, Math.min(room, view.planned().size())));
    }
    if (view.open() > 0 || !view.planned().isEmpty() || !judged) {
      return new RolloutStep.Rest();
    }
    if (rollout.stage() + 1 < stages.size()) {
      return new RolloutStep.Begin(rollout.stage() + 1);
    }
    if (!listed) {
      return new RolloutStep.Rest();
    }
    return view.pending().isEmpty()
        ? new RolloutStep.Finish()
        : new RolloutStep.Remove(view.pending());
  }

  /** Deletions halt whatever rollout asks for them: what is gone comes back with other ids. */
  private static RolloutStep removing(Manifest.Rollout settings, StageView view) {
    int tolerated = settings.tolerance().of(view.total());
    if (view.failed() > tolerated) {
      return new RolloutStep.Halt(
          "%d of %d deletions failed, %d are tolerated"
              .formatted(view.failed(), view.total(), tolerated));
    }
    int room = Math.max(1, settings.atOnce().of(view.total())) - view.open();
    if (!view.planned().isEmpty() && room > 0) {
      return new RolloutStep.Send(view.planned().subList(0, Math.min(room, view.planned().size())));
    }
    return view.open() > 0 || !view.planned().isEmpty()
        ? new RolloutStep.Rest()
        : new RolloutStep.Finish();
  }

  private static RolloutStep drained(StageView view, Entry.State end, Rollout.State state) {
    if (!view.pending().isEmpty()) {
      return new RolloutStep.Drain(view.pending(), end);
    }
    return view.underWay() > 0 ? new RolloutStep.Rest() : new RolloutStep.Close(state);
  }

  private static RolloutStep chase(List<Entry> overdue) {
    return new RolloutStep.Chase(
        overdue.stream().filter(entry -> entry.resent() < Deadlines.MOST_RESENDS).toList(),
        overdue.stream().filter(entry -> entry.resent() >= Deadlines.MOST_RESENDS).toList());
  }
}
