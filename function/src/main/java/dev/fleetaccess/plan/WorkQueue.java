package dev.fleetaccess.plan;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The queue that feeds the workers. A call that fails throws {@code RemoteFailure}. */
public interface WorkQueue {
  /** The longest delay of a message, a limit of SQS. */
  Duration LONGEST_DELAY = Duration.ofSeconds(900);

  /**
   * Sends items, each to be delivered after the delay at the earliest. When it fails others may
   * have been sent than those that it told of: sending them again is harmless.
   *
   * @param delay zero to {@link #LONGEST_DELAY}
   * @param taken told of those that the queue took, in parts, on any thread, before this comes back
   */
  void send(List<WorkItem> items, Duration delay, Consumer<List<WorkItem>> taken);

  /** Sends items, where it does not matter which of them were taken when it fails. */
  default void send(List<WorkItem> items, Duration delay) {
    send(items, delay, some -> {});
  }
}
