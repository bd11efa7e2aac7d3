package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The accounts of a rollout that newly fail and that nobody was told of yet. */
final class NewFailures {
  /** A worker writes with its own clock, and a moment after it has looked at it. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private final Instant told;
  private final Instant now;
  private final List<Entry> found = new ArrayList<>();

  NewFailures(Rollout rollout, Instant now) {
    this.told = rollout.told();
    this.now = now;
  }

  void add(Entry entry) {
    if (entry.fresh() && !entry.changed().isBefore(told)) {
      found.add(entry);
    }
  }

  /**
   * Before which time everything is told with this look.
   *
   * @param last whether there is no look after this one
   */
  Instant until(boolean last) {
    Instant settled = last ? now : now.minus(SETTLED);
    return settled.isAfter(told) ? settled : told;
  }

  /** Those of that time. */
  List<Entry> entries(boolean last) {
    return found.stream()
        .filter(entry -> last || entry.changed().isBefore(until(false)))
        .sorted(Comparator.comparing(Entry::account).thenComparing(Entry::stack))
        .toList();
  }
}
