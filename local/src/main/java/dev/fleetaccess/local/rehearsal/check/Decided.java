package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.ledger.Entry;

/** Tells from what was recorded of an item which action a visit decided on. */
final class Decided {
  private Decided() {}

  static void count(Entry entry, Occurrences occurrences) {
    switch (entry.state()) {
      case SENT -> {
        if (entry.note().endsWith("_IN_PROGRESS")) {
          occurrences.action("Wait");
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
