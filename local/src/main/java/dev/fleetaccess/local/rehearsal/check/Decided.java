package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.ledger.Entry;

/**
 * Tells from what was recorded of an item which action a visit decided on, and what it is tried
 * again for.
 */
final class Decided {
  private Decided() {}

  static void count(Entry entry, Occurrences occurrences) {
    switch (entry.state()) {
      case SENT -> {
        if (entry.note().endsWith("_IN_PROGRESS")) {
          occurrences.action("Wait");
        }
        entry.attempt().failed().keySet().forEach(kind -> occurrences.flow("tried again: " + kind));
        if (entry.attempt().proofs() > 0) {
          occurrences.flow("proof walked again");
        }
      }
      case CONVERGED -> {
        if (entry.attempt().token().isEmpty()) {
          occurrences.action("Nothing");
        }
      }
      case REFUSED -> occurrences.action("Refuse");
      case FAILED -> {
        if (entry.attempt().token().isPresent() || entry.attempt().repairs() > 0) {
          occurrences.action("GiveUp");
        }
      }
      case PLANNED, PREVIEWED, SKIPPED, SUPERSEDED, NOT_STARTED -> {}
    }
  }
}
