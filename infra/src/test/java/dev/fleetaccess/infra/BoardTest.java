package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BoardTest {
  @Test
  void itShowsCoverageTimeToCoveredAgeFailuresAndDeadLetters() throws IOException {
    SynthesizedTemplate template = TestStacks.main();
    JsonNode dashboard = template.the("AWS::CloudWatch::Dashboard", "DashboardName", "FleetAccess");

    var body = new StringBuilder();
    dashboard
        .at("/DashboardBody/Fn::Join/1")
        .forEach(part -> body.append(part.isTextual() ? part.asText() : "something"));

    JsonNode board = new ObjectMapper().readTree(body.toString());

    assertThat(board.get("widgets"))
        .extracting(widget -> widget.at("/properties/title").asText())
        .containsExactly(
            "Accounts at the last look at all of them",
            "From joining to covered and to proven, seconds",
            "Age of the oldest open rollout, seconds",
            "Failures by kind",
            "Dead letters",
            "Errors of the functions");
    assertThat(board.at("/widgets/0/properties/metrics").toString())
        .as("the last value, and not the best of a day")
        .contains("FILL(accountsCovered, REPEAT)", "AccountsNotCovered", "AccountsNotProven");
    assertThat(board.at("/widgets/1/properties/metrics").toString())
        .contains("JoinToCovered", "JoinToProven");
    assertThat(board.at("/widgets/0/properties/start").asText()).isEqualTo("-P3D");
    assertThat(board.get("widgets"))
        .allSatisfy(widget -> assertThat(widget.at("/properties/metrics")).isNotEmpty());
  }
}
