package dev.fleetaccess.local.sim.policy;

/** What one policy, or several together, say to a question. */
public enum Verdict {
  /** A statement denies; nothing can outweigh it. */
  DENY,
  /** A statement allows, and none denies. */
  ALLOW,
  /** No statement speaks of it. */
  SILENT;

  /** Both together: a denial wins, then an allowance. */
  Verdict and(Verdict other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
