package dev.fleetaccess.local.sim.stack;

/** What becomes of a stack whose creation fails. */
public enum OnFailure {
  /** It stays as it is, {@code CREATE_FAILED}. */
  DO_NOTHING,
  /** What was made is deleted; the stack stays, {@code ROLLBACK_COMPLETE}. */
  ROLLBACK,
  /** It is deleted. */
  DELETE
}
