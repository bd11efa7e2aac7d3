package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.reconcile.StackAction;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What happened in a rehearsal beside faults, how often: actions of ours, states of stacks. */
public final class Occurrences {
  private final Map<String, Long> counts = new HashMap<>();

  /** A step was taken on a stack; named by its action. */
  public void action(String name) {
    add("action " + name);
  }

  /**
   * It was decided what to do about a stack. What makes a call is counted where that is made, and
   * what another course takes over, as a role that stood there, is counted as that.
   */
  public void decided(StackAction action, Outcome outcome) {
    boolean carriedOut =
        switch (action) {
          case StackAction.Nothing nothing -> outcome instanceof Outcome.Converged;
          case StackAction.Wait wait -> outcome instanceof Outcome.Again;
          case StackAction.Refuse refuse -> outcome instanceof Outcome.Refused;
          case StackAction.GiveUp givenUp -> outcome instanceof Outcome.Failed;
          case StackAction.Create create -> false;
          case StackAction.Update update -> false;
          case StackAction.DeleteFirst deletion -> false;
          case StackAction.ContinueRollback continued -> false;
        };
    if (carriedOut) {
      action(action.getClass().getSimpleName());
    }
  }

  /** A stack of ours was in that state, by CloudFormation's name. */
  public void status(String name) {
    add("status " + name);
  }

  /** Somebody did something by hand. */
  public void hand(String name) {
    add("by hand: " + name);
  }

  /** Something of the flow itself. */
  public void flow(String name) {
    add("flow: " + name);
  }

  private void add(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** All of it. */
  public Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
