package dev.fleetaccess.local.rehearsal.cloud;

import dev.fleetaccess.local.blueprint.MappingPart;
import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An event source mapping as Lambda runs it: five batches at once, five more each second while
 * messages wait, as many as the mapping allows at most; and Lambda's stop of endless chains.
 */
public final class QueueMapping {
  /**
   * Batches at once in the beginning, and more each second: Lambda's documentation says 300 a
   * minute.
   */
  public static final int FIRST = 5;

  /** More batches at once, each second. */
  public static final int MORE_A_SECOND = 5;

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofSeconds(60);

  private final MappingPart part;
  private final SimulatedQueue queue;
  private final SimulatedFunction function;
  private final VirtualTime time;
  private final Faults faults;
  private int allowed;
  private int busy;
  private int receiving;
  private boolean growing;
  private Optional<Instant> restingSince = Optional.empty();

  /** Feeds the function from the queue. */
  public QueueMapping(
      MappingPart part,
      SimulatedQueue queue,
      SimulatedFunction function,
      VirtualTime time,
      Faults faults) {
    this.part = Objects.requireNonNull(part);
    this.queue = Objects.requireNonNull(queue);
    this.function = Objects.requireNonNull(function);
    this.time = Objects.requireNonNull(time);
    this.faults = Objects.requireNonNull(faults);
    this.allowed = first();
    queue.onArrival(this::look);
  }

  private int first() {
    return Math.min(FIRST, part.maximumConcurrency());
  }

  /** Begins a batch for what waits and no batch is on its way to. */
  private void look() {
    if (restingSince.filter(since -> since.plus(REST).isBefore(time.instant())).isPresent()) {
      allowed = first();
    }
    while (queue.waiting() > receiving * part.batchSize() && busy < allowed) {
      busy++;
      receiving++;
      restingSince = Optional.empty();
      time.after(Latencies.RECEIVE, this::receive);
    }
    if (queue.waiting() > receiving * part.batchSize() && !growing) {
      growing = true;
      time.after(STEP, this::grow);
    }
  }

  private void grow() {
    growing = false;
    allowed = Math.min(part.maximumConcurrency(), allowed + MORE_A_SECOND);
    look();
  }

  private void receive() {
    receiving--;
    List<Message> batch = allowed(queue.receive(part.batchSize()));
    if (batch.isEmpty()) {
      rest();
      return;
    }
    Lineage lineage = batch.stream().map(Message::lineage).reduce(Lineage.NONE, Lineage::with);
    function.invoke(
        lineage,
        environment -> handle(environment, batch),
        good -> {
          batch.forEach(queue::holdBack);
          rest();
        });
  }

  private void rest() {
    busy--;
    if (busy == 0) {
      restingSince = Optional.of(time.instant());
    }
    look();
  }

  /** Stops chains that went round too often, unless the function allows them. */
  private List<Message> allowed(List<Message> batch) {
    if (function.part().recursionAllowed()) {
      return batch;
    }
    List<Message> left = new ArrayList<>();
    for (Message message : batch) {
      if (message.lineage().exhausted(function.part().name())) {
        queue.bury(message);
      } else {
        left.add(message);
      }
    }
    return left;
  }

  private void handle(Environment environment, List<Message> batch) {
    List<Message> done = new ArrayList<>();
    time.each(
        batch,
        batch.size(),
        message -> {
          try {
            environment.message(message.body());
            done.add(message);
          } catch (RuntimeException e) {
            // It stays hidden and comes again, as when the function's answer names it.
          }
        });
    if (!faults.strikes("answer lost", faults.profile().crash())) {
      boolean all = done.size() == batch.size();
      if (!all && !done.isEmpty()) {
        faults.count("batch partly failed");
      }
      if (all || part.partialFailures()) {
        done.forEach(queue::delete);
      }
    }
  }
}
