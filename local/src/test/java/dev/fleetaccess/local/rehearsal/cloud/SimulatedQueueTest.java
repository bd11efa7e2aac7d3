package dev.fleetaccess.local.rehearsal.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.local.blueprint.QueuePart;
import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedQueueTest {
  private static final Duration LATER = Duration.ofSeconds(45);

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-01T00:00:00Z"), 1);
  private final SimulatedQueue queue =
      new SimulatedQueue(
          new QueuePart(
              "Work",
              "arn:aws:sqs:us-east-1:111111111111:Work",
              Duration.ofMinutes(6),
              Duration.ZERO,
              Duration.ofDays(1),
              Optional.empty()),
          time,
          new Faults(FaultProfile.NONE, new SplittableRandom(1)));
  private final List<String> last = new ArrayList<>();

  @BeforeEach
  void whoIsTold() {
    queue.onLast(last::add);
  }

  private void send(int turn, Duration delay) {
    queue.send("body", new About("rollout", "item", turn), delay, Lineage.NONE);
  }

  /** Deals with whatever can be received. */
  private void dealWithAll() {
    queue.receive(10).forEach(queue::delete);
  }

  private void in(int seconds, Runnable action) {
    time.after(Duration.ofSeconds(seconds), action);
  }

  @Test
  void whoDealsWithTheLastMessageAboutSomethingIsTheLast() {
    in(0, () -> send(0, Duration.ZERO));
    in(1, this::dealWithAll);
    time.run();
    assertThat(last).containsExactly("item");
  }

  @Test
  void aMessageThatWaitsForItsTimeIsUnderWay() {
    in(0, () -> send(0, Duration.ZERO));
    in(1, () -> send(1, LATER));
    in(2, this::dealWithAll);
    in(3, () -> assertThat(last).isEmpty());
    in(60, this::dealWithAll);
    time.run();
    assertThat(last).containsExactly("item");
  }

  @Test
  void aQuietGroupDoesNotWaitBehindTheBacklogOfAnother() {
    List<String> bodies = new ArrayList<>();
    in(
        0,
        () -> {
          for (int i = 0; i < 100; i++) {
            queue.send("loud", new About("loud", "loud " + i, 0), Duration.ZERO, Lineage.NONE);
          }
          queue.send("quiet", new About("quiet", "quiet", 0), Duration.ZERO, Lineage.NONE);
        });
    in(1, () -> queue.receive(3).forEach(message -> bodies.add(message.body())));
    time.run();
    assertThat(bodies).containsExactly("loud", "quiet", "loud");
  }

  @Test
  void whatWasTakenAwayIsNobodysFault() {
    in(0, () -> send(0, Duration.ZERO));
    in(1, () -> send(1, LATER));
    in(2, queue::purge);
    in(3, this::dealWithAll);
    time.run();
    assertThat(last).isEmpty();
  }

  /** Two orchestrators may send the same item, and the second after the first one's visit. */
  @Test
  void anOlderMessageThatIsSentAfterwardsDoesNotReplaceTheOneThatWasTakenAway() {
    in(0, () -> send(1, LATER));
    in(1, queue::purge);
    in(2, () -> send(0, Duration.ZERO));
    in(3, this::dealWithAll);
    time.run();
    assertThat(last).isEmpty();
  }

  @Test
  void theSameMessageSentAnewReplacesTheOneThatWasTakenAway() {
    in(0, () -> send(1, LATER));
    in(1, queue::purge);
    in(2, () -> send(1, Duration.ZERO));
    in(3, this::dealWithAll);
    time.run();
    assertThat(last).containsExactly("item");
  }
}
