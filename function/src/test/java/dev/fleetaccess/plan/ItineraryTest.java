package dev.fleetaccess.plan;

import static dev.fleetaccess.release.SampleManifests.stack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.release.Amount;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.OnHalt;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.SampleManifests;
import dev.fleetaccess.release.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    return SampleManifests.manifest(
        stacks,
        new Manifest.Rollout(
            waves, new Amount.All(), Duration.ZERO, new Amount.Count(0), OnHalt.STAY));
  }
}
