package dev.fleetaccess.local.rehearsal.time;

import java.io.Serial;

/** Ends a task in the middle of its work, as a killed process ends: nobody may catch it. */
public final class Crash extends Error {
  @Serial private static final long serialVersionUID = 1;

  /** The end of a task. */
  public Crash() {
    super("killed", null, false, false);
  }
}
