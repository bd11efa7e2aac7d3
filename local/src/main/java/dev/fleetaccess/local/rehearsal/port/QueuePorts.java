package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.rehearsal.cloud.About;
import dev.fleetaccess.local.rehearsal.cloud.Invocation;
import dev.fleetaccess.local.rehearsal.cloud.SimulatedQueue;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.plan.WorkQueue;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The two queues as the functions send to them. */
public final class QueuePorts {
  /** Messages in one SendMessageBatch, a limit of SQS. */
  private static final int BATCH = 10;

  /** Calls side by side, as many as the adapters' clients have connections. */
  private static final int LANES = 100;

  private QueuePorts() {}

  /** The queue of work. */
  public static WorkQueue work(SimulatedQueue queue, Effects effects) {
    return new Work(queue, effects);
  }

  /** The queue of ticks. */
  public static TickQueue ticks(SimulatedQueue queue, Effects effects) {
    return (rollout, step, delay) -> {
      String body = Messages.write(new Trigger.Tick(rollout, step));
      effects.run(
          new Effects.Call(
              "sqs", "SendMessage", "", "tick " + rollout + " " + step + " in " + delay),
          () ->
              queue.send(
                  body, new About(rollout, rollout, step), wholeSeconds(delay), lineage(effects)));
    };
  }

  /** An item, as its messages name it. */
  public static String subject(WorkItem item) {
    return item.rollout() + " " + item.account() + " " + item.stack();
  }

  /** A second delivers later than asked, never earlier. */
  private static Duration wholeSeconds(Duration delay) {
    return Duration.ofSeconds(delay.plusMillis(999).toSeconds());
  }

  private static Lineage lineage(Effects effects) {
    return effects.time().life() instanceof Invocation invocation
        ? invocation.lineage()
        : Lineage.NONE;
  }

  private record Work(SimulatedQueue queue, Effects effects) implements WorkQueue {
    private Work {
      Objects.requireNonNull(queue);
      Objects.requireNonNull(effects);
    }

    @Override
    public void send(List<WorkItem> items, Duration delay, Consumer<List<WorkItem>> taken) {
      List<List<WorkItem>> batches = new ArrayList<>();
      for (int from = 0; from < items.size(); from += BATCH) {
        batches.add(items.subList(from, Math.min(from + BATCH, items.size())));
      }
      effects.time().each(batches, LANES, batch -> sendBatch(batch, delay, taken));
    }

    /** What the queue did not take is sent once more, as the adapter does. */
    private void sendBatch(List<WorkItem> batch, Duration delay, Consumer<List<WorkItem>> taken) {
      List<WorkItem> refused = attempt(batch, delay, taken);
      if (!refused.isEmpty() && !attempt(refused, delay, taken).isEmpty()) {
        throw new RemoteFailure(
            new Failure(Failure.Kind.UNAVAILABLE, "InternalError", "The entry was not taken"));
      }
    }

    private List<WorkItem> attempt(
        List<WorkItem> batch, Duration delay, Consumer<List<WorkItem>> taken) {
      WorkItem first = batch.getFirst();
      String account = batch.size() == 1 ? first.account().value() : "";
      String subject =
          first.rollout()
              + (batch.size() == 1
                  ? " " + first.stack() + " visit " + first.attempt().visit()
                  : " " + batch.size() + " items")
              + " in "
              + delay;
      List<WorkItem> refused =
          effects.call(
              new Effects.Call("sqs", "SendMessageBatch", account, subject),
              () -> {
                List<WorkItem> left = effects.refused(batch);
                for (WorkItem item : batch.subList(0, batch.size() - left.size())) {
                  queue.send(
                      Messages.write(item),
                      new About(item.rollout(), subject(item), item.attempt().visit()),
                      wholeSeconds(delay),
                      lineage(effects));
                }
                return left;
              },
              left -> left.isEmpty() ? "" : left.size() + " of them refused");
      taken.accept(batch.subList(0, batch.size() - refused.size()));
      return refused;
    }
  }
}
