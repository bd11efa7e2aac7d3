package dev.fleetaccess.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fleetaccess.plan.Pace.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

  @Test
  void itemsOfASecondGoTogetherAndTheNextOnesASecondLater() {
    Pace pace = Pace.of(NOW.minusSeconds(60), NOW, 1_000, 450);

    assertThat(pace.runs()).containsExactly(run(0, 450), run(1, 450), run(2, 100));
    assertThat(pace.free()).isBetween(NOW.plusMillis(2_222), NOW.plusMillis(2_223));
  }

  @Test
  void whatFollowsBeginsWhereTheLastLeftOff() {
    Pace first = Pace.of(NOW, NOW, 900, 450);

    assertThat(Pace.of(first.free(), NOW, 450, 450).runs()).containsExactly(run(2, 450));
    assertThat(Pace.of(first.free(), NOW.plusSeconds(30), 450, 450).runs())
        .as("a bucket does not save up")
        .containsExactly(run(0, 450));
  }

  @Test
  void oneItemWaitsForNobody() {
    assertThat(Pace.of(NOW, NOW, 1, 225).runs()).containsExactly(run(0, 1));
  }

  @Test
  void whatWouldBeDelayedForLongerThanAMessageCanBeHasNoPlace() {
    Pace pace = Pace.of(NOW, NOW, 3_000, 1);

    assertThat(pace.runs()).hasSize(901).last().isEqualTo(run(900, 1));
    assertThat(pace.items()).isEqualTo(901);
    assertThat(pace.free()).isEqualTo(NOW.plusSeconds(901));
    assertThat(Pace.of(pace.free(), NOW, 3_000, 1)).isEqualTo(new Pace(List.of(), pace.free()));
  }

  @ParameterizedTest(name = "{0} %, {1} entrances: {2} a second")
  @CsvSource({"75, 1, 450", "75, 2, 225", "100, 2, 300", "1, 1, 6"})
  void itemsKeepToTheShareOfAssumeRole(int share, int entrances, double items) {
    assertThat(new Rates(share).items(entrances)).isEqualTo(items);
  }

  @ParameterizedTest(name = "{0} % after {1} s: {2} pages")
  @CsvSource({"75, 0, 9", "75, 10, 69", "100, 60, 492"})
  void pagesKeepToTheShareOfListAccountsAndItsBurst(int share, int seconds, long pages) {
    assertThat(new Rates(share).pages(Duration.ofSeconds(seconds))).isEqualTo(pages);
  }

  @ParameterizedTest
  @CsvSource({"75, 0, 6", "75, 10, 43", "100, 1, 13"})
  void aWalkThroughTheUnitsKeepsToItsOwnRate(int share, int seconds, long steps) {
    assertThat(new Rates(share).steps(Duration.ofSeconds(seconds))).isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource({"75, 0, 11", "75, 10, 86", "100, 1, 25"})
  void tagsKeepToTheShareOfListTags(int share, int seconds, long tags) {
    assertThat(new Rates(share).tags(Duration.ofSeconds(seconds))).isEqualTo(tags);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101, -1})
  void aShareIsAPercent(int share) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Rates(share));
  }

  private static Run run(int seconds, int items) {
    return new Run(Duration.ofSeconds(seconds), items);
  }
}
