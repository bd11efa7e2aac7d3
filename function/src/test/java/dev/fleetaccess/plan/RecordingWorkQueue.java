package dev.fleetaccess.plan;

import dev.fleetaccess.fleet.Faults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A work queue in memory that remembers everything that was sent. */
public final class RecordingWorkQueue implements WorkQueue {
  private final InstantSource clock;
  private final List<Sent> sent = new ArrayList<>();
  private final List<Sent> waiting = new ArrayList<>();
  private final Faults faults = new Faults();

  /**
   * A message.
   *
   * @param item what it says
   * @param delay the delay it was sent with
   * @param due when it may be delivered
   */
  public record Sent(WorkItem item, Duration delay, Instant due) {}

  public RecordingWorkQueue(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void send(
      List<WorkItem> items, Duration delay, Consumer<List<WorkItem>> taken) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("a delay is between zero and " + LONGEST_DELAY);
    }
    faults.check("send");
    for (WorkItem item : items) {
      faults.check("entry");
      var message = new Sent(item, delay, clock.instant().plus(delay));
      sent.add(message);
      waiting.add(message);
      taken.accept(List.of(item));
    }
  }

  /** Takes what is due, in the order in which it was sent. */
  public synchronized List<WorkItem> takeDue() {
    Instant now = clock.instant();
    List<Sent> due = waiting.stream().filter(message -> !message.due().isAfter(now)).toList();
    waiting.removeIf(message -> !message.due().isAfter(now));
    return due.stream().map(Sent::item).toList();
  }

  /** Takes everything, due or not. */
  public synchronized List<WorkItem> takeAll() {
    List<WorkItem> all = waiting.stream().map(Sent::item).toList();
    waiting.clear();
    return all;
  }

  /** Everything that was ever sent, in order. */
  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** What was sent and not taken. */
  public synchronized List<Sent> waiting() {
    return List.copyOf(waiting);
  }

  /** What goes wrong: {@code send}, and {@code entry} with one of its items. */
  public Faults faults() {
    return faults;
  }
}
