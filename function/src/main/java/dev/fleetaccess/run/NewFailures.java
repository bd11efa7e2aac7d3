package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts of a rollout that newly fail and that nobody was told of yet. */
final class NewFailures {
  /** A worker writes with its own clock, and a moment after it has looked at it. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  /**
   * So many are told at a look: each has an event of its own, ten of which go in a call, one after
   * the other. Those of one moment are told together.
   */
  static final int MOST = 5_000;

  private final Instant told;
  private final Instant now;
  private final TreeMap<Instant, List<Entry>> found = new TreeMap<>();
  private int count;
  private Optional<Instant> left = Optional.empty();

  NewFailures(Rollout rollout, Instant now) {
    this.told = rollout.told();
    this.now = now;
  }

  void add(Entry entry) {
    Instant when = entry.changed();
    if (!entry.fresh() || when.isBefore(told) || isLeft(when)) {
      return;
    }
    found.computeIfAbsent(when, absent -> new ArrayList<>()).add(entry);
    count++;
    while (count - found.lastEntry().getValue().size() >= MOST) {
      Map.Entry<Instant, List<Entry>> latest = found.pollLastEntry();
      count -= latest.getValue().size();
      left = Optional.of(latest.getKey());
    }
  }

  private boolean isLeft(Instant when) {
    return left.filter(from -> !when.isBefore(from)).isPresent();
  }

  /** Whether there are so many that some are left for another look. */
  boolean more() {
    return left.isPresent();
  }

  /**
   * Before which time everything is told with this look.
   *
   * @param ended whether nothing of the rollout changes any more
   */
  Instant until(boolean ended) {
    Instant settled = ended ? now : now.minus(SETTLED);
    Instant until = left.filter(settled::isAfter).orElse(settled);
    return until.isAfter(told) ? until : told;
  }

  /** Those of that time. */
  List<Entry> entries(boolean ended) {
    boolean all = ended && !more();
    Instant until = until(ended);
    return found.values().stream()
        .flatMap(List::stream)
        .filter(entry -> all || entry.changed().isBefore(until))
        .sorted(Comparator.comparing(Entry::account).thenComparing(Entry::stack))
        .toList();
  }
}
