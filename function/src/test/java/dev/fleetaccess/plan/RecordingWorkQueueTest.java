package dev.fleetaccess.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeClock;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingWorkQueueTest extends WorkQueueContract {
  private final FakeClock clock = new FakeClock();
  private final RecordingWorkQueue queue = new RecordingWorkQueue(clock);

  @Override
  protected WorkQueue port() {
    return queue;
  }

  @Override
  protected List<WorkItem> delivered() {
    return queue.takeDue();
  }

  @Test
  void aDelayedItemIsDeliveredWhenItsTimeHasCome() {
    var item =
        new WorkItem(
            "release-1",
            new CommitId("3e5983d0000000000000000000000000000000aa"),
            new AccountId("300000000001"),
            "FleetAccess-Spoke",
            Attempt.FIRST);
    queue.send(List.of(item), Duration.ofSeconds(30));

    clock.advance(Duration.ofSeconds(29));
    assertThat(queue.takeDue()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(queue.takeDue()).containsExactly(item);
    assertThat(queue.takeDue()).as("taken once").isEmpty();
    assertThat(queue.sent()).hasSize(1);
  }
}
