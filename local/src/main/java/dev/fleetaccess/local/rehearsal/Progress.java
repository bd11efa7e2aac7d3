package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.local.rehearsal.check.Invariants;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What is recorded of items while it happens: when, and how they ended. */
final class Progress {
  private final VirtualTime time;
  private final Invariants invariants;
  private final Map<String, Duration> ended = new HashMap<>();
  private Map<String, Integer> outcomes = new TreeMap<>();
  private Duration lastConverged = Duration.ZERO;

  Progress(VirtualTime time, Invariants invariants) {
    this.time = Objects.requireNonNull(time);
    this.invariants = Objects.requireNonNull(invariants);
  }

  void recorded(Entry entry) {
    invariants.recorded(entry);
    if (!entry.state().ended()) {
      return;
    }
    String kind =
        entry.state()
            + entry
                .failure()
                .filter(f -> entry.state() == Entry.State.FAILED)
                .map(failure -> " " + failure.kind())
                .orElse("");
    outcomes.merge(kind, 1, Integer::sum);
    if (entry.state() == Entry.State.CONVERGED) {
      lastConverged = time.elapsed();
      ended.put(entry.account().value(), time.elapsed());
    }
  }

  /** When the last item so far converged. */
  Duration lastConverged() {
    return lastConverged;
  }

  /** When the last item of each account converged. */
  Map<String, Duration> converged() {
    return ended;
  }

  /** How items ended since the last time this was asked. */
  Map<String, Integer> outcomes() {
    Map<String, Integer> taken = outcomes;
    outcomes = new TreeMap<>();
    ended.clear();
    return taken;
  }
}
