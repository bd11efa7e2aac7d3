package dev.fleetaccess.plan;

import java.time.Duration;
import java.util.List;

/** The queue that feeds the workers. A call that fails throws {@code RemoteFailure}. */
public interface WorkQueue {
  /** The longest delay of a message, a limit of SQS. */
  Duration LONGEST_DELAY = Duration.ofSeconds(900);

  /**
   * Sends items, each to be delivered after the delay at the earliest. When it fails some may have
   * been sent: sending them again is harmless.
   *
   * @param delay zero to {@link #LONGEST_DELAY}
   */
  void send(List<WorkItem> items, Duration delay);
}
