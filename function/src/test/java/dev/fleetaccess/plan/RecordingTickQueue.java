package dev.fleetaccess.plan;

import dev.fleetaccess.fleet.Faults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A tick queue in memory that remembers everything that was sent. */
public final class RecordingTickQueue implements TickQueue {
  private final InstantSource clock;
  private final List<Sent> sent = new ArrayList<>();
  private final List<Sent> waiting = new ArrayList<>();
  private final Faults faults = new Faults();

  /**
   * A tick.
   *
   * @param rollout the rollout's id
   * @param step the step it stood at
   * @param delay the delay it was sent with
   * @param due when it may be delivered
   */
  public record Sent(String rollout, int step, Duration delay, Instant due) {}

  public RecordingTickQueue(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void send(String rollout, int step, Duration delay) {
    if (delay.isNegative() || delay.compareTo(WorkQueue.LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("a delay is between zero and " + WorkQueue.LONGEST_DELAY);
    }
    faults.check("send");
    var message = new Sent(rollout, step, delay, clock.instant().plus(delay));
    sent.add(message);
    waiting.add(message);
  }

  /** Takes what is due, in the order in which it was sent. */
  public synchronized List<Sent> takeDue() {
    Instant now = clock.instant();
    List<Sent> due = waiting.stream().filter(message -> !message.due().isAfter(now)).toList();
    waiting.removeIf(message -> !message.due().isAfter(now));
    return due;
  }

  /** Takes everything, due or not. */
  public synchronized List<Sent> takeAll() {
    List<Sent> all = List.copyOf(waiting);
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

  /** What goes wrong: {@code send}. */
  public Faults faults() {
    return faults;
  }
}
