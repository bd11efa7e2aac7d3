package dev.fleetaccess.local.rehearsal.time;

/** What dies together: the tasks of one invocation. */
public class Life {
  private boolean over;
  private int effects;

  /** One more effect of its tasks; answers how many there were before. */
  public final int effect() {
    return effects++;
  }

  /** Whether it has ended: its tasks get no further than their next effect. */
  public final boolean over() {
    return over;
  }

  /** Ends it. */
  public final void end() {
    over = true;
  }
}
