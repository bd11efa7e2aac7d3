package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitsTest {
  private static final Map<String, String> TOLD = Map.of("ou-a", "Workloads", "ou-b", "Production");

  @Test
  void aUnitIsCalledWithThoseAboveIt() {
    List<String> asked = new ArrayList<>();

    Map<String, String> names =
        Units.names(
            List.of(in("ou-b", "ou-a", "r-1"), in("ou-a", "r-1"), in("r-1")),
            parents -> {
              asked.addAll(parents);
              return TOLD;
            });

    assertThat(names)
        .containsOnly(
            Map.entry("ou-b", "Workloads / Production"),
            Map.entry("ou-a", "Workloads"),
            Map.entry("r-1", "Root"));
    assertThat(asked).as("only what has units below it").containsExactly("ou-a", "r-1");
  }

  @Test
  void whatIsNotToldKeepsItsId() {
    assertThat(Units.names(List.of(in("ou-b", "ou-x", "r-1"), in("ou-x", "r-1")), parents -> TOLD))
        .containsOnly(Map.entry("ou-b", "ou-x / Production"), Map.entry("r-1", "Root"));
  }

  @Test
  void whereNobodyKnowsAUnitNobodyIsAsked() {
    assertThat(
            Units.names(
                List.of(in()),
                parents -> {
                  throw new AssertionError("asked");
                }))
        .isEmpty();
  }

  private static Traits in(String... units) {
    return new Traits(List.of(units), Map.of());
  }
}
