package dev.fleetaccess.run;

/** What became of a rollout that wanted to move the pointers. */
enum Claim {
  /** They are as it wants them. */
  GRANTED,
  /** Its time has passed. */
  PASSED,
  /** Somebody else moved the pointers meanwhile. */
  AGAIN
}
