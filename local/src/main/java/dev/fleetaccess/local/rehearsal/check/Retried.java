package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.ledger.Entry;

/** Tells from what was recorded of an item what it is tried again for. */
final class Retried {
  private Retried() {}

  static void count(Entry entry, Occurrences occurrences) {
    if (entry.state() == Entry.State.SENT) {
      entry.attempt().failed().keySet().forEach(kind -> occurrences.flow("tried again: " + kind));
      if (entry.attempt().proofs() > 0) {
        occurrences.flow("proof walked again");
      }
    }
  }
}
