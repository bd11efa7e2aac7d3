package dev.fleetaccess.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.release.CommitId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerCallsTest {
  private static final CommitId COMMIT = new CommitId("3e5983de2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c");
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final Failure UNAVAILABLE =
      new Failure(Failure.Kind.UNAVAILABLE, "InternalServerError", "try again");

  private final CallsOnFakes functions = new CallsOnFakes(3);
  private List<WorkItem> items;

  @BeforeEach
  void begin() throws IOException {
    items = functions.spokeItems(COMMIT);
    assertThat(items).hasSize(4);
  }

  @Test
  void whatCannotBeReadOrFailsIsReportedAndTheOthersAreDone() {
    // One after the other, so that the first item is the one that fails.
    WorkerCalls worker = functions.worker(Runnable::run);
    functions.items.faults().next("find", UNAVAILABLE);
    String unreadable =
        "{\"version\":1,\"tick\":{\"rollout\":\"release-3e5983de2f1a\",\"step\":0}}";

    SQSBatchResponse answer =
        worker.answer(
            Batches.event(
                List.of(
                    Messages.write(items.get(0)),
                    unreadable,
                    Messages.write(items.get(1)),
                    Messages.write(items.get(2)))));

    assertThat(failures(answer)).containsExactly("message-0", "message-1");
    assertThat(visits(items.get(0))).isZero();
    assertThat(visits(items.get(1))).isEqualTo(1);
    assertThat(visits(items.get(2))).isEqualTo(1);
    assertThat(functions.stacks.find(account(1), SPOKE)).isPresent();
    assertThat(functions.stacks.find(account(2), SPOKE)).isPresent();
    assertThat(functions.stacks.find(account(0), SPOKE)).isEmpty();
    assertThat(functions.log())
        .filteredOn(line -> line.contains("a message is delivered again"))
        .hasSize(2)
        .anyMatch(line -> line.contains("InternalServerError"))
        .anyMatch(line -> line.contains("no object 'item'"));
  }

  @Test
  void whatFailedIsDoneWhenItIsDeliveredAgain() {
    WorkerCalls worker = functions.worker(Runnable::run);
    functions.work.faults().next("send", UNAVAILABLE);
    SQSEvent event = Batches.event(List.of(Messages.write(items.get(0))));

    assertThat(failures(worker.answer(event))).containsExactly("message-0");
    assertThat(failures(worker.answer(event))).isEmpty();
    assertThat(visits(items.get(0))).isEqualTo(1);
    assertThat(functions.stacks.writes())
        .as("the creation of the first delivery is not repeated")
        .filteredOn(write -> write.contains(account(0).value()) && write.contains(SPOKE))
        .hasSize(1);
  }

  @Test
  void anAccountThatLetsNobodyInIsAnOutcomeAndNoFailedMessage() {
    functions.access.revoke(account(0), "OrganizationAccountAccessRole");
    WorkerCalls worker = functions.worker(Runnable::run);

    SQSBatchResponse answer = worker.answer(Batches.event(List.of(Messages.write(items.get(0)))));

    assertThat(failures(answer)).isEmpty();
    assertThat(entry(items.get(0)).failure().map(Failure::kind)).contains(Failure.Kind.DENIED);
  }

  @Test
  void sideBySideNoFailureIsLost() {
    List<String> unreadable = IntStream.range(0, 10).mapToObj(i -> "message " + i).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(failures(functions.worker(threads).answer(Batches.event(unreadable))))
          .containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(i -> "message-" + i).toList());
    }
  }

  private AccountId account(int index) {
    return items.get(index).account();
  }

  private Entry entry(WorkItem item) {
    return functions.items.find(item.rollout(), item.account(), item.stack()).orElseThrow();
  }

  private int visits(WorkItem item) {
    return entry(item).attempt().visit();
  }

  private static List<String> failures(SQSBatchResponse answer) {
    return answer.getBatchItemFailures().stream().map(BatchItemFailure::getItemIdentifier).toList();
  }
}
