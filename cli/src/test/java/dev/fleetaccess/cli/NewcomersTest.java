package dev.fleetaccess.cli;

import static dev.fleetaccess.cli.SampleFleet.NOW;
import static dev.fleetaccess.cli.SampleFleet.SPOKE;
import static dev.fleetaccess.cli.SampleFleet.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Pointers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewcomersTest {
  @Test
  void theMiddleOneAndTheSlowestAreTold() {
    Newcomers newcomers = of(proven(1, 1, 60), proven(2, 2, 900), proven(3, 3, 90));

    assertThat(newcomers.middle()).contains(Duration.ofSeconds(90));
    assertThat(newcomers.longest()).contains(Duration.ofSeconds(900));
    assertThat(newcomers.slowest()).contains(account(2));
    assertThat(newcomers.waiting()).isEmpty();
  }

  @Test
  void ofTwoTheQuickerIsTheMiddleSinceHalfOfThemDidNotExceedIt() {
    assertThat(of(proven(1, 1, 60), proven(2, 2, 900)).middle()).contains(Duration.ofSeconds(60));
  }

  @Test
  void whoJoinedLongAgoOrWasThereBeforeIsNotAmongThem() {
    Newcomers newcomers = of(proven(1, 31, 60), row(2, Optional.empty()));

    assertThat(newcomers.proven()).isEmpty();
    assertThat(newcomers.middle()).isEmpty();
    assertThat(newcomers.waiting()).isEmpty();
  }

  @Test
  void whoWasNeverProvenIsWaitedFor() {
    assertThat(of(row(1, Optional.of(days(1)))).waiting()).containsExactly(account(1));
  }

  private static Newcomers of(Holding... holdings) {
    return Newcomers.of(
        Coverage.of(Pointers.NONE, any -> true, List.of(holdings), List.of(), List.of()), NOW);
  }

  private static Holding proven(int number, int daysAgo, int seconds) {
    return row(number, Optional.of(days(daysAgo)))
        .but()
        .proven(Optional.of(NOW))
        .provenAfter(Optional.of(Duration.ofSeconds(seconds)))
        .done();
  }

  private static Holding row(int number, Optional<Instant> joined) {
    return Holding.of(account(number), SPOKE, NOW).joined(joined).done();
  }

  private static Instant days(int ago) {
    return NOW.minus(Duration.ofDays(ago));
  }
}
