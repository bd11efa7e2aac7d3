package dev.fleetaccess.local.sim.base;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What becomes due later, and the model's time. Nothing happens by itself: whoever holds the model
 * calls {@link #settle} with the time it is, and what became due since runs in the order of its due
 * times, each at its own time.
 */
public final class Agenda {
  private record Entry(Instant due, long order, Runnable task) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long order;
  private Instant time;

  /** An empty agenda that starts at that time. */
  public Agenda(Instant start) {
    time = start;
  }

  /** The model's time; never goes back, whatever the clock does. */
  public Instant time() {
    return time;
  }

  /** Puts a task on the agenda that long from the model's time. */
  public void after(Duration delay, Runnable task) {
    entries.add(new Entry(time.plus(delay), order++, task));
  }

  /** Runs what is due by then. */
  public void settle(Instant now) {
    while (!entries.isEmpty() && !entries.peek().due().isAfter(now)) {
      var entry = entries.poll();
      moveTo(entry.due());
      entry.task().run();
    }
    moveTo(now);
  }

  /** When the next task is due; empty when nothing is. */
  public Optional<Instant> nextDue() {
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }

  private void moveTo(Instant instant) {
    if (instant.isAfter(time)) {
      time = instant;
    }
  }
}
