package dev.fleetaccess.local.rehearsal.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.blueprint.RetryPart;
import dev.fleetaccess.local.blueprint.RolePart;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.lambda.Lineage;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SimulatedFunctionTest {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-01T00:00:00Z"), 1);
  private final List<Boolean> ended = new ArrayList<>();

  @Test
  void anEnvironmentThatCannotBeMadeBreaksTheWorld() {
    invoke(
        () -> {
          throw new IllegalStateException("a variable is missing");
        });
    assertThatThrownBy(time::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no environment of Worker can be made")
        .hasMessageContaining("a variable is missing");
  }

  @Test
  void aFailureOfItsWorkIsToldToWhoeverInvokedIt() {
    invoke(() -> new Failing());
    time.run();
    assertThat(ended).containsExactly(false);
  }

  private void invoke(Supplier<Environment> environments) {
    new SimulatedFunction(part(), time, environments)
        .invoke(Lineage.NONE, environment -> environment.message("body"), ended::add);
  }

  private static FunctionPart part() {
    return new FunctionPart(
        "Worker",
        "arn:aws:lambda:us-east-1:111111111111:function:Worker",
        "a.Handler::handle",
        Map.of(),
        Duration.ofMinutes(5),
        512,
        true,
        new RolePart(
            "Worker",
            "/",
            "arn:aws:iam::111111111111:role/Worker",
            Json.object(),
            Map.of(),
            List.of(),
            Optional.empty()),
        RetryPart.DEFAULT);
  }

  private static final class Failing implements Environment {
    @Override
    public void message(String body) {
      throw new IllegalStateException("cannot be done");
    }

    @Override
    public void event(JsonNode event, String request) {}
  }
}
