package dev.fleetaccess.local.rehearsal.check;

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
