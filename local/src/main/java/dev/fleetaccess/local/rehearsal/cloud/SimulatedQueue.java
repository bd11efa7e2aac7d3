package dev.fleetaccess.local.rehearsal.cloud;

import dev.fleetaccess.local.blueprint.QueuePart;
import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A standard queue: delays, visibility, redrive, fair groups, and what may go wrong with messages.
 *
 * <p>Fair as SQS is to message groups of standard queues: the group of which fewest are being
 * worked on comes first, so that the backlog of one delays no other.
 */
public final class SimulatedQueue {
  private static final Duration LATE = Duration.ofSeconds(60);

  private final QueuePart part;
  private final VirtualTime time;
  private final Faults faults;
  private final Map<String, ArrayDeque<Message>> visible = new LinkedHashMap<>();
  private final Map<String, Integer> out = new HashMap<>();
  private long arrivals;
  private int waiting;
  private final Set<Message> held = new LinkedHashSet<>();
  private final Map<String, Integer> subjects = new HashMap<>();

  /** What messages were taken away about, with the latest turn of them. */
  private final Map<String, Integer> robbed = new HashMap<>();

  private Runnable arrival = () -> {};
  private Consumer<String> last = subject -> {};
  private int dead;
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final Map<String, Integer> most = new HashMap<>();
  private final Map<String, Integer> twice = new HashMap<>();

  /** An empty queue. */
  public SimulatedQueue(QueuePart part, VirtualTime time, Faults faults) {
    this.part = Objects.requireNonNull(part);
    this.time = Objects.requireNonNull(time);
    this.faults = Objects.requireNonNull(faults);
  }

  /** As deployed. */
  public QueuePart part() {
    return part;
  }

  /** Has it told when a message becomes visible. */
  void onArrival(Runnable listener) {
    arrival = listener;
  }

  /** Has it told when the last message about something was dealt with, and none taken away. */
  public void onLast(Consumer<String> listener) {
    last = listener;
  }

  /** Takes a message. */
  public void send(String body, About about, Duration delay, Lineage lineage) {
    Message message = new Message(body, about, lineage, true);
    // One that is older than what was taken away is stale, and goes on with nothing.
    robbed.computeIfPresent(
        message.subject(), (subject, turn) -> message.turn() >= turn ? null : turn);
    if (faults.strikes("message lost", faults.profile().messageLost())) {
      missed(message);
      return;
    }
    Duration late =
        faults.strikes("message late", faults.profile().messageLate())
            ? Duration.ofMillis((long) faults.below(LATE.toMillis()))
            : Duration.ZERO;
    enter(message, delay.plus(part.delay()).plus(late));
  }

  private void enter(Message message, Duration delay) {
    held.add(message);
    subjects.merge(message.subject(), 1, Integer::sum);
    count(message, 1);
    time.after(delay, () -> arrive(message));
  }

  private void count(Message message, int change) {
    if (message.original()) {
      int count = inFlight.merge(message.group(), change, Integer::sum);
      most.merge(message.group(), count, Math::max);
    }
  }

  private void arrive(Message message) {
    if (!message.gone()) {
      if (message.heldBack()) {
        message.holdBack(false);
        count(message, 1);
      }
      out(message, false);
      message.arrived(arrivals++);
      visible.computeIfAbsent(message.group(), none -> new ArrayDeque<>()).addLast(message);
      waiting++;
      arrival.run();
    }
  }

  /** Nobody has deleted it before its visibility ran out. */
  private void comeBack(Message message) {
    if (!message.gone()) {
      faults.count("visibility ran out");
    }
    arrive(message);
  }

  /** How many can be received now. */
  int waiting() {
    return waiting;
  }

  private void out(Message message, boolean now) {
    if (message.out() != now) {
      message.out(now);
      out.merge(message.group(), now ? 1 : -1, Integer::sum);
    }
  }

  /** The next one, of the group whose turn it is. */
  private Message next() {
    ArrayDeque<Message> turn =
        visible.values().stream()
            .min(
                Comparator.comparingInt(
                        (ArrayDeque<Message> group) ->
                            out.getOrDefault(group.getFirst().group(), 0))
                    .thenComparingLong(group -> group.getFirst().arrival()))
            .orElseThrow();
    Message next = turn.removeFirst();
    if (turn.isEmpty()) {
      visible.remove(next.group());
    }
    waiting--;
    return next;
  }

  /** Hides so many at most and gives them out; those received too often leave for good. */
  List<Message> receive(int atMost) {
    List<Message> batch = new ArrayList<>();
    while (batch.size() < atMost && waiting > 0) {
      Message message = next();
      if (message.gone()) {
        continue;
      }
      boolean tooOften =
          part.redrive()
              .filter(redrive -> message.received() > redrive.maximumReceives())
              .isPresent();
      if (tooOften) {
        bury(message);
        continue;
      }
      batch.add(message);
      out(message, true);
      if (faults.strikes("message twice", faults.profile().messageTwice())) {
        Message twin = message.twin();
        twice.merge(message.group(), 1, Integer::sum);
        enter(twin, Duration.ofMillis((long) faults.below(LATE.toMillis())));
      }
      time.after(part.visibility(), () -> comeBack(message));
    }
    return batch;
  }

  /** Removes a message for good: it has been dealt with. */
  void delete(Message message) {
    if (remove(message)
        && !subjects.containsKey(message.subject())
        && !robbed.containsKey(message.subject())) {
      last.accept(message.subject());
    }
  }

  private boolean remove(Message message) {
    if (!held.remove(message)) {
      return false;
    }
    if (!message.heldBack()) {
      count(message, -1);
    }
    subjects.computeIfPresent(message.subject(), (subject, count) -> count == 1 ? null : count - 1);
    out(message, false);
    message.remove();
    return true;
  }

  /** A message is taken away before it was dealt with. */
  private void rob(Message message) {
    if (remove(message)) {
      missed(message);
    }
  }

  private void missed(Message message) {
    robbed.merge(message.subject(), message.turn(), Math::max);
  }

  /** The invocation that had it has ended without it: it stays hidden and comes again. */
  void holdBack(Message message) {
    if (!message.gone() && !message.heldBack()) {
      message.holdBack(true);
      count(message, -1);
    }
  }

  /** A message goes to the dead-letter queue. */
  void bury(Message message) {
    dead++;
    rob(message);
  }

  /** Somebody empties the queue. */
  public void purge() {
    List.copyOf(held).forEach(this::rob);
    visible.clear();
    waiting = 0;
  }

  /**
   * The most messages of a group that were in it at any time, delayed ones and those being worked
   * on included. What the queue delivers twice of itself, and what waits to be delivered again
   * after a failure, multiplies nothing and is left out.
   */
  public int most(String group) {
    return most.getOrDefault(group, 0);
  }

  /** How often it delivered a message of a group a second time of itself. */
  public int twice(String group) {
    return twice.getOrDefault(group, 0);
  }

  /** Messages that went to the dead-letter queue. */
  public int dead() {
    return dead;
  }
}
