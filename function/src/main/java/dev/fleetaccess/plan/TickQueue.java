package dev.fleetaccess.plan;

import java.time.Duration;

/**
 * The queue by which a rollout is taken up again. A call that fails throws {@code RemoteFailure}.
 */
public interface TickQueue {
  /**
   * Has the rollout looked at again.
   *
   * @param rollout the rollout's id
   * @param step the step the rollout stood at; a tick of an older step is dropped on arrival
   * @param delay zero to 900 seconds, a limit of SQS
   */
  void send(String rollout, int step, Duration delay);
}
