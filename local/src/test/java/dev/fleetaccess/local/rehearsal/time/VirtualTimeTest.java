package dev.fleetaccess.local.rehearsal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private final VirtualTime time = new VirtualTime(START, 1);
  private final List<String> said = new ArrayList<>();

  private void say(String what) {
    said.add(time.elapsed().toSeconds() + " " + what);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void tasksTakeTurnsInTheOrderOfTheirTimes() {
    for (int i = 3; i >= 1; i--) {
      int own = i;
      time.start(
          new Life(),
          () -> {
            time.sleep(seconds(own));
            say("task " + own);
            time.sleep(seconds(10));
            say("task " + own + " again");
          });
    }
    time.after(seconds(2).plusMillis(500), () -> say("action"));
    time.run();
    assertThat(said)
        .containsExactly(
            "1 task 1",
            "2 task 2",
            "2 action",
            "3 task 3",
            "11 task 1 again",
            "12 task 2 again",
            "13 task 3 again");
    assertThat(time.instant()).isEqualTo(START.plusSeconds(13));
  }

  @Test
  void aTaskThatAwaitsSomethingGoesOnWithTheFirstLookThatSeesIt() {
    boolean[] there = new boolean[1];
    time.after(seconds(4), () -> there[0] = true);
    time.start(
        new Life(),
        () -> {
          time.await(seconds(3), () -> there[0]);
          say("seen");
        });
    time.run();
    assertThat(said).containsExactly("6 seen");
  }

  @Test
  void aLifeThatEndedGetsNoFurtherThanItsNextSleep() {
    Life life = new Life();
    time.start(
        life,
        () -> {
          say("begun");
          try {
            time.sleep(seconds(5));
            say("never");
          } finally {
            say("killed");
          }
        });
    time.after(seconds(1), life::end);
    time.run();
    assertThat(said).containsExactly("0 begun", "5 killed");
  }

  @Test
  void whatIsDoneSideBySideTakesAsLongAsTheSlowestLane() {
    time.start(
        new Life(),
        () -> {
          time.each(List.of(4, 3, 2, 1), 2, each -> time.sleep(seconds(each)));
          say("done");
        });
    time.run();
    // Two lanes: 4 and then 1; 3 and then 2.
    assertThat(said).containsExactly("5 done");
  }

  @Test
  void theFirstFailureIsThrownWhenEverythingIsDone() {
    time.start(
        new Life(),
        () -> {
          try {
            time.each(
                List.of(1, 2, 3),
                3,
                each -> {
                  time.sleep(seconds(each));
                  say("" + each);
                  if (each < 3) {
                    throw new IllegalStateException("failure " + each);
                  }
                });
          } catch (IllegalStateException e) {
            say(e.getMessage());
          }
        });
    time.run();
    assertThat(said).containsExactly("1 1", "2 2", "3 3", "3 failure 1");
  }

  @Test
  void stoppingEndsEveryTask() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      time.start(
          new Life(),
          () -> {
            threads.add(Thread.currentThread());
            while (true) {
              time.sleep(seconds(1));
            }
          });
    }
    time.after(seconds(3), time::stop);
    time.run();
    assertThat(threads).hasSize(5);
    assertThat(time.elapsed()).isEqualTo(seconds(3));
  }

  @Test
  void whateverElseATaskThrowsBreaksTheRun() {
    time.start(
        new Life(),
        () -> {
          throw new IllegalArgumentException("a fault of the world itself");
        });
    assertThatThrownBy(time::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a fault of the world itself");
  }
}
