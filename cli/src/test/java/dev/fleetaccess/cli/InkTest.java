package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InkTest {
  static Stream<Arguments> places() {
    return Stream.of(
        Arguments.of("a terminal", true, Optional.empty(), true),
        Arguments.of("a pipe", false, Optional.empty(), false),
        Arguments.of("a terminal whose owner wants none", true, Optional.of("1"), false),
        Arguments.of("set to nothing it does not count", true, Optional.of(""), true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void coloursAreForTerminalsWhoseOwnersWantThem(
      String reason, boolean terminal, Optional<String> noColour, boolean coloured) {
    assertThat(Ink.of(terminal, noColour).coloured()).as(reason).isEqualTo(coloured);
  }

  @Test
  void columnsStandBelowOneAnotherWhateverTheColour() {
    var table = new TextTable("account", "state");
    table.row("1", new TextTable.Cell("failing", Ink.Colour.RED));

    assertThat(table.lines(new Ink(false)))
        .containsExactly("  account  state", "  1        failing");
    assertThat(table.lines(new Ink(true)).getLast())
        .isEqualTo("  1        \u001b[31mfailing\u001b[0m");
  }
}
