package dev.fleetaccess.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Amount;
import dev.fleetaccess.release.Disposal;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.OnHalt;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItineraryTest {
  private static final Manifest MANIFEST =
      manifest(
          List.of(
              stack("Hub", Placement.HUB),
              stack("A", Placement.SPOKES),
              stack("B", Placement.SPOKES),
              stack("Org", Placement.ORGANIZATION),
              stack("C", Placement.SPOKES)),
          List.of(
              new Manifest.Wave(Selector.NOBODY, Optional.of(10), false),
              new Manifest.Wave(Selector.NOBODY, Optional.of(100), true)));

  @Test
  void aWaveHasAllOfItsStacksBeforeTheNextWaveBegins() {
    assertThat(Itinerary.waved(MANIFEST).legs())
        .extracting(Itinerary.Leg::words)
        .containsExactly(
            "FleetAccess-Hub",
            "FleetAccess-A, wave 1 of 2",
            "FleetAccess-B, wave 1 of 2",
            "FleetAccess-A, wave 2 of 2",
            "FleetAccess-B, wave 2 of 2",
            "FleetAccess-Org",
            "FleetAccess-C, wave 1 of 2",
            "FleetAccess-C, wave 2 of 2");
  }

  @Test
  void itRestsAndAsksOnceAWaveAndNotForEachOfItsStacks() {
    List<Itinerary.Leg> legs = Itinerary.waved(MANIFEST).legs();

    assertThat(legs)
        .filteredOn(Itinerary.Leg::bakes)
        .extracting(Itinerary.Leg::index)
        .containsExactly(3, 7);
    assertThat(legs)
        .filteredOn(Itinerary.Leg::approve)
        .extracting(Itinerary.Leg::index)
        .containsExactly(3, 7);
  }

  @Test
  void whatBringsNothingNewKnowsNoWavesAndAsksNobody() {
    Itinerary plain = Itinerary.plain(MANIFEST);

    assertThat(plain.legs()).hasSize(5).noneMatch(leg -> leg.approve() || leg.bakes());
    assertThat(plain.at(1, 1).index()).as("an item that was planned in a wave").isEqualTo(1);
  }

  @Test
  void aLegHasBegunWhenTheRolloutIsPastItOrInItAndItWasAgreedTo() {
    Itinerary itinerary = Itinerary.waved(MANIFEST);
    Itinerary.Leg asking = itinerary.at(1, 1);

    assertThat(Itinerary.begun(itinerary.at(2, 0), asking, 0)).isTrue();
    assertThat(Itinerary.begun(asking, asking, 0)).as("nobody agreed").isFalse();
    assertThat(Itinerary.begun(asking, asking, asking.index() + 1)).isTrue();
    assertThat(Itinerary.begun(itinerary.at(2, 1), asking, 8)).as("not there yet").isFalse();
  }

  private static Manifest manifest(List<Manifest.Stack> stacks, List<Manifest.Wave> waves) {
    return new Manifest(
        new AccountId("222222222222"),
        "us-east-1",
        List.of("Access"),
        stacks,
        new Manifest.Rollout(
            waves, new Amount.All(), Duration.ZERO, new Amount.Count(0), OnHalt.STAY),
        new Manifest.Sweep(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(1)),
        true,
        List.of());
  }

  private static Manifest.Stack stack(String name, Placement placement) {
    return new Manifest.Stack(
        "FleetAccess-" + name,
        "role.yaml",
        Set.of(placement),
        Selector.NOBODY,
        Map.of(),
        List.of(),
        Disposal.RETAIN,
        Disposal.RETAIN,
        false,
        false,
        1);
  }
}
