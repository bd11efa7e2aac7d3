package dev.fleetaccess.release;

/** Where a stack of the manifest belongs ({@code in:}). */
public enum Placement {
  /** The hub account. */
  HUB,
  /** The management account. */
  ORGANIZATION,
  /** Every usable member account, the hub's included. */
  SPOKES
}
