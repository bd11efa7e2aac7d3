package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage.StackCoverage;
import dev.fleetaccess.release.Release;

/** Looks into an account, beyond what the ledger knows. Reads only. */
@FunctionalInterface
interface Bedside {
  /** What is seen of a stack and its roles. */
  Sight look(AccountId account, StackCoverage stack, Release release);
}
