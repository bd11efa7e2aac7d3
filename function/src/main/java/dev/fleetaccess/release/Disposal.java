package dev.fleetaccess.release;

/** What becomes of a stack that an account is no longer to have. */
public enum Disposal {
  /** It stays as it is, and is shown as orphaned. */
  RETAIN,
  /** It is deleted, and with it the roles that it made. */
  DELETE
}
