package dev.fleetaccess.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.release.CommitId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link WorkQueue} keeps to. */
public abstract class WorkQueueContract {
  /** A queue that is empty; the same one at every call. */
  protected abstract WorkQueue port();

  /** Takes every message that may be delivered now. */
  protected abstract List<WorkItem> delivered();

  @Test
  void everyItemThatWasSentIsDelivered() {
    List<WorkItem> items = items(37);
    List<WorkItem> taken = Collections.synchronizedList(new ArrayList<>());

    port().send(items, Duration.ZERO, taken::addAll);

    assertThat(taken).containsExactlyInAnyOrderElementsOf(items);
    assertThat(delivered()).containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void anItemComesWithItsWholeAttempt() {
    WorkItem item =
        items(1)
            .getFirst()
            .at(Attempt.FIRST.at(3).failed(Failure.Kind.CONFLICT).looked().wrote("token-1"));

    port().send(List.of(item), Duration.ZERO);

    assertThat(delivered()).containsExactly(item);
  }

  @Test
  void nothingIsDeliveredForNothing() {
    port().send(List.of(), Duration.ZERO);

    assertThat(delivered()).isEmpty();
  }

  @Test
  void aDelayedItemIsNotDeliveredAtOnce() {
    port().send(items(1), WorkQueue.LONGEST_DELAY);

    assertThat(delivered()).isEmpty();
  }

  @Test
  void aDelayLongerThanAQueueCanHoldIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> port().send(items(1), WorkQueue.LONGEST_DELAY.plusSeconds(1)));
    assertThat(delivered()).isEmpty();
  }

  private static List<WorkItem> items(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new WorkItem(
                    "release-3e5983d-1",
                    new CommitId("3e5983d0000000000000000000000000000000aa"),
                    new AccountId("%012d".formatted(i)),
                    "FleetAccess-Spoke",
                    Attempt.FIRST))
        .toList();
  }
}
