package dev.fleetaccess.release;

/** What becomes of the accounts that a release has reached when its rollout halts. */
public enum OnHalt {
  /** They stay as they are until a person says so. */
  STAY,
  /** They are brought back to the release that finished last. */
  ROLLBACK
}
