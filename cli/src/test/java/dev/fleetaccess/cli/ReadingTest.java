package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  static Stream<Arguments> readings() {
    return Stream.of(
        Arguments.of("at both limits it is within", LIMIT, 256, 0, true, List.of()),
        Arguments.of(
            "a moment too long",
            LIMIT.plusMillis(1),
            256,
            0,
            true,
            List.of("an invocation took more than 120 s")),
        Arguments.of(
            "a megabyte too much",
            LIMIT,
            257,
            0,
            true,
            List.of("its process took more than 256 MB")),
        Arguments.of(
            "an invocation that dies of its heap shows neither",
            Duration.ofSeconds(1),
            200,
            1,
            true,
            List.of("it ran out of memory")),
        Arguments.of(
            "what did not end says nothing of the rest",
            Duration.ofSeconds(1),
            200,
            0,
            false,
            List.of("it did not come to its end in time")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readings")
  void aReadingIsHeldAgainstTheLimits(
      String reason,
      Duration longest,
      long megabytes,
      long shortages,
      boolean reached,
      List<String> objections) {
    var reading = new Reading("a part", 3, longest, megabytes, shortages, reached);

    assertThat(reading.objections()).as(reason).isEqualTo(objections);
    assertThat(reading.holds()).as(reason).isEqualTo(objections.isEmpty());
  }

  @Test
  void readingsAreATableInTheirOrderUnderItsHead() {
    var first = new Reading("listing", 12, Duration.ofMillis(5_440), 187, 0, true);
    var second = new Reading("ending", 1, Duration.ofMillis(700), 190, 0, true);

    assertThat(Reading.table(List.of(first, second)))
        .containsExactly(
            List.of("what the orchestrator did", "invocations", "longest", "memory"),
            List.of("listing", "12", "5.4 s", "187 MB"),
            List.of("ending", "1", "0.7 s", "190 MB"));
  }
}
