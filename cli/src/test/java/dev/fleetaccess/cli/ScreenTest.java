package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final List<List<String>> ROWS =
      List.of(
          List.of("stack", "accounts", "state"),
          List.of("FleetAccess-Hub", "1", "converged"),
          List.of("FleetAccess-Spoke", "25", ""));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void aTableStandsInColumnsAndWithoutATerminalWithoutColours() {
    screen(false).table(ROWS);

    assertThat(lines())
        .containsExactly(
            "  stack              accounts  state",
            "  FleetAccess-Hub    1         converged",
            "  FleetAccess-Spoke  25");
  }

  @Test
  void onATerminalTheHeadIsDimAndTheColumnsStandAsBefore() {
    screen(true).table(ROWS);

    assertThat(lines())
        .containsExactly(
            "  \u001b[2mstack              accounts  state\u001b[0m",
            "  FleetAccess-Hub    1         converged",
            "  FleetAccess-Spoke  25");
  }

  @Test
  void onATerminalWhoseOwnerWantsNoColoursThereAreNone() {
    var screen = new Screen(stream(), true, Ink.of(true, Optional.of("1")));
    screen.title("title");
    screen.good("good");
    screen.table(ROWS);

    assertThat(screen.terminal()).as("it still draws there").isTrue();
    assertThat(lines()).isNotEmpty().noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void withoutATerminalNothingIsColoured() {
    Screen screen = screen(false);
    screen.title("title");
    screen.line("line");
    screen.aside("aside");
    screen.good("good");
    screen.bad("bad");

    assertThat(lines()).containsExactly("", "title", "  line", "  aside", "  ✓ good", "  ✗ bad");
  }

  private Screen screen(boolean terminal) {
    return new Screen(stream(), terminal, new Ink(terminal));
  }

  private PrintStream stream() {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
