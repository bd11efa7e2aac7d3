package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class SqsWorkQueueTest {
  private final SqsClient client = mock(SqsClient.class);
  private final List<SendMessageBatchRequest> sent = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final SqsWorkQueue queue = new SqsWorkQueue(client, "http://queue", Runnable::run);

  @BeforeEach
  void oneEntryOfABatchIsRefusedForEachRefusalWritten() {
    Consumer<SendMessageBatchRequest.Builder> anyBatch = any();
    when(client.sendMessageBatch(anyBatch))
        .thenAnswer(
            call -> {
              Consumer<SendMessageBatchRequest.Builder> fill = call.getArgument(0);
              var request = SendMessageBatchRequest.builder().applyMutation(fill).build();
              sent.add(request);
              var answer = SendMessageBatchResponse.builder();
              if (!refusals.isEmpty()) {
                answer.failed(refused(request.entries().getLast(), refusals.removeFirst()));
              }
              return answer.build();
            });
  }

  @Test
  void itemsAreSentByTenInTheGroupOfTheirRollout() {
    queue.send(items(25), Duration.ofSeconds(30));

    assertThat(sent).extracting(request -> request.entries().size()).containsExactly(10, 10, 5);
    assertThat(sent)
        .allSatisfy(request -> assertThat(request.queueUrl()).isEqualTo("http://queue"));
    List<SendMessageBatchRequestEntry> entries =
        sent.stream().flatMap(request -> request.entries().stream()).toList();
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.messageGroupId()).isEqualTo("release-1");
              assertThat(entry.delaySeconds()).isEqualTo(30);
            });
    assertThat(entries)
        .extracting(entry -> Messages.item(entry.messageBody()))
        .containsExactlyElementsOf(items(25));
  }

  @Test
  void nothingIsSentForNothing() {
    queue.send(List.of(), Duration.ZERO);

    assertThat(sent).isEmpty();
  }

  @Test
  void aMessageThatWasRefusedIsSentOnceMoreByItself() {
    refusals.add("InternalError");

    queue.send(items(3), Duration.ZERO);

    assertThat(sent).hasSize(2);
    assertThat(sent.getLast().entries())
        .extracting(entry -> Messages.item(entry.messageBody()))
        .containsExactly(items(3).getLast());
  }

  @Test
  void aMessageThatIsRefusedTwiceIsAFailure() {
    refusals.addAll(List.of("InternalError", "RequestThrottled"));

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> queue.send(items(3), Duration.ZERO))
        .satisfies(
            thrown ->
                assertThat(thrown.failure())
                    .isEqualTo(new Failure(Failure.Kind.THROTTLED, "RequestThrottled", "refused")));
  }

  @Test
  void oneBatchThatFailsDoesNotKeepTheOthersBack() {
    refusals.addAll(List.of("InternalError", "InternalError"));

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> queue.send(items(25), Duration.ZERO))
        .satisfies(
            thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
    assertThat(sent).hasSize(4);
  }

  @Test
  void whoWasTakenIsToldThoughOthersWereNot() {
    refusals.addAll(List.of("InternalError", "InternalError"));
    List<WorkItem> taken = new ArrayList<>();

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> queue.send(items(25), Duration.ZERO, taken::addAll));

    List<WorkItem> others = new ArrayList<>(items(25));
    others.remove(9);
    assertThat(taken).containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  void aDelayIsRoundedUpAndNeverLongerThanSqsAllows() {
    queue.send(items(1), Duration.ofMillis(1_001));
    queue.send(items(1), Duration.ofSeconds(900));

    assertThat(sent)
        .extracting(request -> request.entries().getFirst().delaySeconds())
        .containsExactly(2, 900);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queue.send(items(1), Duration.ofSeconds(901)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queue.send(items(1), Duration.ofSeconds(-1)));
  }

  private static BatchResultErrorEntry refused(SendMessageBatchRequestEntry entry, String code) {
    return BatchResultErrorEntry.builder().id(entry.id()).code(code).message("refused").build();
  }

  private static List<WorkItem> items(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new WorkItem(
                    "release-1",
                    new CommitId("3e5983d0000000000000000000000000000000aa"),
                    new AccountId("%012d".formatted(i)),
                    "FleetAccess-Spoke",
                    Attempt.FIRST))
        .toList();
  }
}
