package dev.fleetaccess.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "never",
      textBlock =
          """
          never | false | true  | nobody knows yet
          PT1H  | false | false | recent enough
          PT1H  | true  | true  | somebody may have mended it
          PT21H | false | false | a re-run in between asks nothing
          PT22H | false | true  | the daily sweep that began a moment less than a day ago
          PT30H | false | true  | long ago
          """)
  void anUnchangedAccountIsProvenAgain(Duration ago, boolean broken, boolean due, String reason) {
    Optional<Instant> proven = Optional.ofNullable(ago).map(NOW::minus);

    assertThat(ProofPlan.due(proven, broken, Duration.ofHours(24), NOW)).as(reason).isEqualTo(due);
  }
}
