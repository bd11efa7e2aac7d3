package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetaccess.cli.Calls.Measured;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallsTest {
  static Stream<Arguments> measures() {
    return Stream.of(
        Arguments.of("nothing was called", List.of(), 0.0, 0, 0),
        Arguments.of("one account is all of them", List.of(4L), 4.0, 4, 4),
        Arguments.of("of few the 99th percentile is the most", List.of(3L, 4L, 4L, 9L), 5.0, 9, 9),
        Arguments.of("one in a hundred may be worse", hundred(4, 1, 50), 4.46, 4, 50),
        Arguments.of("two in a hundred may not", hundred(4, 2, 50), 4.92, 50, 50),
        Arguments.of(
            "the 99th of a hundred, counted from one",
            LongStream.rangeClosed(1, 100).boxed().toList(),
            50.5,
            99,
            100),
        Arguments.of(
            "the 198th of two hundred",
            LongStream.rangeClosed(1, 200).boxed().toList(),
            100.5,
            198,
            200));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("measures")
  void callsAreMeasuredAsMean99thPercentileAndMost(
      String reason, List<Long> calls, double mean, long p99, long most) {
    var measured = new Measured(calls, Map.of(), List.of());

    assertThat(measured.mean()).as(reason).isEqualTo(mean, within(0.001));
    assertThat(measured.p99()).as(reason).isEqualTo(p99);
    assertThat(measured.most()).as(reason).isEqualTo(most);
  }

  @Test
  void operationsAreATableByNameUnderItsHead() {
    var measured =
        new Measured(
            List.of(), Map.of("sts:AssumeRole", 26L, "cloudformation:CreateStack", 27L), List.of());

    assertThat(measured.table())
        .containsExactly(
            List.of("calls", "operation"),
            List.of("27", "cloudformation:CreateStack"),
            List.of("26", "sts:AssumeRole"));
  }

  /** A hundred accounts, so many of them with more calls. */
  private static List<Long> hundred(long calls, int worse, long more) {
    return Stream.concat(
            Collections.nCopies(100 - worse, calls).stream(),
            Collections.nCopies(worse, more).stream())
        .toList();
  }
}
