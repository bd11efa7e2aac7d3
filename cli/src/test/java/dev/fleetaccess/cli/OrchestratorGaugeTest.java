package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrchestratorGaugeTest {
  private static final String ORCHESTRATOR = "Orchestrator";

  private final OrchestratorGauge gauge = new OrchestratorGauge(ORCHESTRATOR);

  @Test
  void theLongestInvocationOfTheOrchestratorAloneCounts() throws IOException {
    gauge.spent(ORCHESTRATOR, Duration.ofSeconds(2));
    gauge.spent(ORCHESTRATOR, Duration.ofSeconds(5));
    gauge.spent(ORCHESTRATOR, Duration.ofSeconds(3));
    gauge.spent("Worker", Duration.ofSeconds(9));
    gauge.line(ORCHESTRATOR, "java.lang.OutOfMemoryError: Java heap space");
    gauge.line("Worker", "java.lang.OutOfMemoryError: Java heap space");

    assertThat(gauge.read("a part", List.of(), true))
        .isEqualTo(new Reading("a part", 3, Duration.ofSeconds(5), 0, 1, true));
  }

  @Test
  void eachPartIsReadByItself() throws IOException {
    gauge.spent(ORCHESTRATOR, Duration.ofSeconds(5));
    gauge.line(ORCHESTRATOR, "java.lang.OutOfMemoryError: Java heap space");

    gauge.begin(List.of());
    gauge.spent(ORCHESTRATOR, Duration.ofSeconds(1));

    assertThat(gauge.read("the next", List.of(), true))
        .isEqualTo(new Reading("the next", 1, Duration.ofSeconds(1), 0, 0, true));
  }

  @Test
  void whatAProcessHasResidentIsReadOfLinux() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "Linux alone tells it so");
    ProcessHandle own = ProcessHandle.current();

    gauge.begin(List.of(own));

    // A Java machine has more than that, and no test has a gigabyte.
    assertThat(gauge.read("a part", List.of(own), true).megabytes()).isBetween(20L, 4_096L);
  }
}
