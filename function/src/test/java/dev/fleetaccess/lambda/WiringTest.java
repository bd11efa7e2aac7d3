package dev.fleetaccess.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class WiringTest {
  @Test
  void noThreadOfOursKeepsARuntimeAliveWhoseMainThreadHasEnded()
      throws ExecutionException, InterruptedException {
    try (var writers = Wiring.writers()) {
      assertThat(writers.submit(() -> Thread.currentThread().isDaemon()).get()).isTrue();
    }
  }
}
