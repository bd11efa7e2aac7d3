package dev.fleetaccess.local.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetaccess.plan.Rates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundTest {
  private static final Duration BEFORE = Duration.ofSeconds(40);
  private static final Duration VISIT = Duration.ofMillis(600);
  private static final Bound.Capacity USUAL = new Bound.Capacity(10, 100, new Rates(75));
  private static final Bound.Capacity FIVE = new Bound.Capacity(10, 5, new Rates(75));

  @Test
  void fortyAccountsThatNobodyHasToListWaitForTheirStacksAlone() {
    // The 40th message: 40 · 0.6 / 10 = 2.4 batch seconds; 5t + 2.5t² = 2.4 gives t = 0.4 s.
    // 40 · 2 / 450 = 0.18 s is less. 40 s before + 0.4 s + 30 s = 70.4 s.
    var bound = new Bound(BEFORE, 2, VISIT, USUAL);
    List<Bound.Work> works =
        new ArrayList<>(Collections.nCopies(39, new Bound.Work(true, Duration.ofSeconds(20))));
    works.add(new Bound.Work(true, Duration.ofSeconds(30)));
    assertThat(bound.of(works)).isEqualTo(Duration.ofMillis(70_400));
  }

  @Test
  void listingTenThousandAccountsTakesLongerThanEnteringThem() {
    // The 10,000th is on page 500: 500 / 6 = 83.33 s, of which 40 s ran before.
    // Entering: 10,000 · 2 / 450 = 44.44 s is more than the 43.33 s that are left of the listing.
    var bound = new Bound(BEFORE, 2, VISIT, USUAL);
    assertThat(bound.start(10_000, false)).isCloseTo(44.444, within(0.001));
    // Without a stage before, the listing decides.
    assertThat(new Bound(Duration.ZERO, 2, VISIT, USUAL).start(10_000, false))
        .isCloseTo(83.333, within(0.001));
    assertThat(new Bound(Duration.ZERO, 2, VISIT, USUAL).start(10_000, true))
        .isCloseTo(44.444, within(0.001));
  }

  @Test
  void pollersGrowToTheMappingsMaximumAndNoFurther() {
    // Up to 100 batches takes (100 - 5) / 5 = 19 s and does 5 · 19 + 2.5 · 19² = 997.5 batch
    // seconds;
    // 20,000 messages of 0.6 s in tens are 1,200: the last 202.5 take 202.5 / 100 = 2.025 s more.
    var bound = new Bound(Duration.ZERO, 1, VISIT, USUAL);
    assertThat(bound.pollers(20_000)).isCloseTo(21.025, within(0.001));
    // With five at most it never grows: 100 messages are 6 batch seconds, 6 / 5 = 1.2 s.
    assertThat(new Bound(Duration.ZERO, 1, VISIT, FIVE).pollers(100)).isCloseTo(1.2, within(0.001));
  }

  @Test
  void smallerBatchesAndASmallerShareOfTheRatesTakeLonger() {
    var half = new Bound.Capacity(5, 5, new Rates(50));
    var bound = new Bound(Duration.ZERO, 2, VISIT, half);
    // 100 messages in fives are 12 batch seconds, five at once: 12 / 5 = 2.4 s.
    assertThat(bound.pollers(100)).isCloseTo(2.4, within(0.001));
    // Half of 8 pages a second: 5 pages take 1.25 s, less than the pollers.
    assertThat(bound.start(100, false)).isCloseTo(2.4, within(0.001));
    // The 10,000th: 500 pages / 4 = 125 s; pollers 240 s; entering 20,000 / 300 = 66.67 s.
    assertThat(bound.start(10_000, false)).isCloseTo(240, within(0.001));
    var wide = new Bound(Duration.ZERO, 2, VISIT, new Bound.Capacity(10, 100, new Rates(50)));
    assertThat(wide.start(10_000, false)).isCloseTo(125, within(0.001));
    assertThat(wide.start(10_000, true)).isCloseTo(66.667, within(0.001));
  }

  @Test
  void nobodyToVisitTakesTheStagesBeforeAlone() {
    assertThat(new Bound(BEFORE, 2, VISIT, USUAL).of(List.of())).isEqualTo(BEFORE);
  }
}
