package dev.fleetaccess.report;

import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The rollouts that have ended, and yet are not over: they halted, and a person decides. Pure. */
public final class Undecided {
  private Undecided() {}

  /**
   * Finds them; the latest first.
   *
   * @param back the rollouts, the latest first; read no further than to the last one that came to
   *     the end of all accounts, since that one met again whatever was left open before
   * @param pointers which release is under way, and which one the accounts have
   */
  public static List<Rollout> of(Stream<Rollout> back, Pointers pointers) {
    List<Rollout> undecided = new ArrayList<>();
    Iterator<Rollout> rollouts = back.iterator();
    boolean settled = false;
    while (!settled && rollouts.hasNext()) {
      Rollout rollout = rollouts.next();
      boolean goesOn = !rollout.open() && NextStep.canGoOn(rollout, pointers);
      if (goesOn) {
        undecided.add(rollout);
      }
      settled = metEverybody(rollout, goesOn);
    }
    return undecided;
  }

  /** What halts before deletions has looked at everybody before. */
  private static boolean metEverybody(Rollout rollout, boolean goesOn) {
    return !rollout.dryRun()
        && rollout.scope() instanceof Scope.Everyone
        && (rollout.state() == Rollout.State.FINISHED
            || goesOn && NextStep.beforeDeletions(rollout));
  }
}
