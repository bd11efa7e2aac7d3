package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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

  @Test
  void thatNobodyListensToOurOwnEventsIsNoLackOfARule() {
    event("fleetaccess", "FleetAccess Rollout Started", List.of());
    event("aws.organizations", "AWS API Call via CloudTrail", List.of());
    event("aws.codecommit", "CodeCommit Repository State Change", List.of("Pushed"));

    assertThat(lines())
        .containsExactly(
            "  event FleetAccess Rollout Started of fleetaccess → nobody listens",
            "  event AWS API Call via CloudTrail of aws.organizations → no rule",
            "  event CodeCommit Repository State Change of aws.codecommit → Pushed");
  }

  private void event(String source, String type, List<String> rules) {
    stage.event(
        new ObjectMapper()
            .createObjectNode()
            .put("source", source)
            .put("detail-type", type)
            .set("detail", new ObjectMapper().createObjectNode()),
        rules);
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
