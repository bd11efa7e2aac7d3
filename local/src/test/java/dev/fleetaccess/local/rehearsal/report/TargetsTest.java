package dev.fleetaccess.local.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
  @ParameterizedTest(name = "{0} accounts, {1} s of 100 s, {2} and {3} calls: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10000 | 125 | 3 | 3 |                                                                            | at the edge of both
          10000 | 126 | 2 | 2 | change took 1.26 × the bound, and may take 1.25 ×                          | too far from the bound
          10001 | 150 | 2 | 2 |                                                                            | many may take longer
          50000 | 151 | 2 | 2 | change took 1.51 × the bound, and may take 1.50 ×                          | but not that long
          5000  | 100 | 3 | 4 | change took 3.50 calls an account for the proof, and may take 3            | the mean counts
          4999  | 900 | 9 | 9 |                                                                            | few are not held to it
          """)
  void whatIsMissedIsSaid(
      int accounts, int seconds, int one, int other, String missed, String reason) {
    var bound = Optional.of(Duration.ofSeconds(100));

    assertThat(Targets.missed(accounts, List.of(step(seconds, bound, one, other))))
        .as(reason)
        .isEqualTo(missed == null ? List.of() : List.of(missed));
  }

  @Test
  void aStepWithoutABoundIsHeldToNothing() {
    assertThat(Targets.missed(10_000, List.of(step(900, Optional.empty(), 9, 9)))).isEmpty();
  }

  private static StepFigures step(int seconds, Optional<Duration> bound, int one, int other) {
    return new StepFigures(
        "change",
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(seconds),
        bound,
        Map.of(),
        Map.of(),
        Map.of(),
        0,
        Collections.nCopies(2, 4),
        List.of(one, other),
        0,
        2,
        2,
        List.of());
  }
}
