package dev.fleetaccess.local.sim.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackTimeTest {
  private static final Duration MEDIAN = Duration.ofSeconds(22);
  private static final Duration P99 = Duration.ofSeconds(60);

  @Test
  void halfTakeNoLongerThanTheMedianAndOneInAHundredLongerThanP99() {
    var time = StackTime.logNormal(MEDIAN, P99, 1);
    var drawn =
        IntStream.range(0, 20_000)
            .mapToObj(i -> time.draw(Integer.toString(100_000_000 + i), "FleetAccess-Spoke", 0))
            .sorted()
            .toList();

    assertThat(drawn.get(10_000).toMillis()).isBetween(21_500L, 22_500L);
    assertThat(drawn.get(19_800).toMillis()).isBetween(56_000L, 64_000L);
  }

  @Test
  void theSameStackDrawsTheSameTimeWhoeverAsksFirst() {
    var one = StackTime.logNormal(MEDIAN, P99, 7);
    var other = StackTime.logNormal(MEDIAN, P99, 7);
    other.draw("222222222222", "Another", 0);

    assertThat(other.draw("300000000001", "FleetAccess-Spoke", 1))
        .isEqualTo(one.draw("300000000001", "FleetAccess-Spoke", 1))
        .isNotEqualTo(one.draw("300000000001", "FleetAccess-Spoke", 0));
  }
}
