package dev.fleetaccess.local.sim.policy;

/** What a resource's policy says to a principal. */
public enum TrustVerdict {
  /** A statement denies. */
  DENY,
  /** The principal itself is named: within one account that is enough. */
  DIRECT,
  /** The principal's account is named: its own policies have to allow as well. */
  DELEGATED,
  /** No statement names it. */
  SILENT
}
