package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends messages to one queue, ten to a call, calls side by side.
 *
 * <p>The queue is a standard one. The group of a message makes it fair: an account that just joined
 * does not wait behind the ten thousand messages of a rollout.
 */
final class SqsSender {
  /** Messages in one SendMessageBatch, a limit of SQS. */
  private static final int BATCH = 10;

  private static final Duration LONGEST_DELAY = Duration.ofSeconds(900);

  private final SqsClient sqs;
  private final String queueUrl;
  private final Executor executor;

  /** A message: its group, which is its rollout's id, and its body. */
  record Message(String group, String body) {}

  SqsSender(SqsClient sqs, String queueUrl, Executor executor) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.executor = executor;
  }

  /**
   * Sends them.
   *
   * @param taken told of those that the queue took, a call at a time, by their place in the list
   */
  void send(List<Message> messages, Duration delay, Consumer<List<Integer>> taken) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("a delay is between zero and " + LONGEST_DELAY);
    }
    // A second delivers later than asked, never earlier.
    int seconds = (int) delay.plusMillis(999).toSeconds();
    List<Supplier<Boolean>> batches = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += BATCH) {
      int first = from;
      List<Message> batch = messages.subList(from, Math.min(from + BATCH, messages.size()));
      batches.add(
          () ->
              sendBatch(
                  batch,
                  Math.min(seconds, (int) LONGEST_DELAY.toSeconds()),
                  some -> taken.accept(some.stream().map(at -> first + at).toList())));
    }
    SideBySide.call(executor, batches);
  }

  /**
   * An entry that SQS did not take is sent once more; a call that fails was repeated by the SDK.
   */
  private boolean sendBatch(List<Message> batch, int seconds, Consumer<List<Integer>> taken) {
    List<Integer> all = IntStream.range(0, batch.size()).boxed().toList();
    List<BatchResultErrorEntry> refused = attempt(batch, all, seconds);
    taken.accept(without(all, refused));
    if (!refused.isEmpty()) {
      List<Integer> again = places(refused);
      refused = attempt(batch, again, seconds);
      taken.accept(without(again, refused));
    }
    if (!refused.isEmpty()) {
      BatchResultErrorEntry first = refused.getFirst();
      Failure failure =
          AwsFailures.failure(AwsService.SQS, first.code(), String.valueOf(first.message()));
      throw new RemoteFailure(failure);
    }
    return true;
  }

  private static List<Integer> places(List<BatchResultErrorEntry> refused) {
    return refused.stream().map(entry -> Integer.valueOf(entry.id())).toList();
  }

  private static List<Integer> without(List<Integer> all, List<BatchResultErrorEntry> refused) {
    List<Integer> left = places(refused);
    return all.stream().filter(at -> !left.contains(at)).toList();
  }

  private List<BatchResultErrorEntry> attempt(
      List<Message> batch, List<Integer> places, int seconds) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i : places) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(String.valueOf(i))
              .messageGroupId(batch.get(i).group())
              .messageBody(batch.get(i).body())
              .delaySeconds(seconds)
              .build());
    }
    return AwsFailures.call(
            AwsService.SQS,
            () -> sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries)))
        .failed();
  }
}
