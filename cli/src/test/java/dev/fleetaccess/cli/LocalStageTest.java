package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalStageTest {
  private static final String FUNCTION = "FleetAccess-Orchestrator";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LocalStage stage =
      new LocalStage(new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false));

  @Test
  void whyAnEventLedToNothingIsSaidAndWhatIsUnderWayIsNotRepeated() {
    stage.talkative();

    answered("refused", "commit 3e5983d is refused; what was there before stays");
    answered("ignored", "the branch 'develop' is not rolled out");
    answered("nothing", "nothing is overdue");
    answered("started", "the release is rolled out");

    assertThat(lines())
        .containsExactly(
            "  FleetAccess-Orchestrator: refused: commit 3e5983d is refused; what was there before"
                + " stays",
            "  FleetAccess-Orchestrator: ignored: the branch 'develop' is not rolled out");
  }

  @Test
  void whileAPlayRunsOnlyWarningsAreShown() {
    answered("ignored", "the branch 'develop' is not rolled out");
    stage.line(FUNCTION, "{\"happening\":\"rollout\",\"rollout\":\"r\",\"message\":\"finished\"}");
    stage.line(
        FUNCTION,
        "{\"happening\":\"warning\",\"message\":\"a tick is delivered again\",\"why\":\"no"
            + " table\"}");

    assertThat(lines())
        .containsExactly("  FleetAccess-Orchestrator: a tick is delivered again (no table)");
  }

  @Test
  void whatIsNoJsonIsShownAsItIs() {
    stage.line(FUNCTION, "java.lang.OutOfMemoryError: Java heap space");

    assertThat(lines())
        .containsExactly("  FleetAccess-Orchestrator: java.lang.OutOfMemoryError: Java heap space");
  }

  private void answered(String status, String message) {
    String answer =
        "{\\\"status\\\":\\\"%s\\\",\\\"message\\\":\\\"%s\\\"}".formatted(status, message);
    stage.line(
        FUNCTION,
        "{\"happening\":\"answered\",\"trigger\":\"a trigger\",\"answer\":\"" + answer + "\"}");
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
