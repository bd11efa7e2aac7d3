package dev.fleetaccess.aws;

import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The tick queue on SQS. */
public final class SqsTickQueue implements TickQueue {
  private final SqsSender sender;

  /**
   * @param queueUrl the URL of the queue that feeds the orchestrator
   */
  public SqsTickQueue(AwsClients clients, String queueUrl) {
    this(clients.sqs(), queueUrl);
  }

  SqsTickQueue(SqsClient sqs, String queueUrl) {
    this.sender = new SqsSender(sqs, queueUrl, Runnable::run);
  }

  @Override
  public void send(String rollout, int step, Duration delay) {
    String body = Messages.write(new Trigger.Tick(rollout, step));
    sender.send(List.of(new SqsSender.Message(rollout, body)), delay, some -> {});
  }
}
