package dev.fleetaccess.aws;

import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.plan.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The work queue on SQS. */
public final class SqsWorkQueue implements WorkQueue {
  private final SqsSender sender;

  /**
   * @param queueUrl the URL of the queue that feeds the worker
   * @param executor where batches are sent side by side; it decides how many at a time
   */
  public SqsWorkQueue(AwsClients clients, String queueUrl, Executor executor) {
    this(clients.sqs(), queueUrl, executor);
  }

  SqsWorkQueue(SqsClient sqs, String queueUrl, Executor executor) {
    this.sender = new SqsSender(sqs, queueUrl, executor);
  }

  @Override
  public void send(List<WorkItem> items, Duration delay, Consumer<List<WorkItem>> taken) {
    sender.send(
        items.stream()
            .map(item -> new SqsSender.Message(item.rollout(), Messages.write(item)))
            .toList(),
        delay,
        some -> taken.accept(some.stream().map(items::get).toList()));
  }
}
