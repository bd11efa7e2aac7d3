package dev.fleetaccess.local.lambda;

/** Takes what failed for good. */
@FunctionalInterface
public interface FailureQueue {
  /**
   * Sends a message.
   *
   * @param queueArn the queue's ARN
   * @param body the message's body
   */
  void send(String queueArn, String body);
}
