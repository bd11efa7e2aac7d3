package dev.fleetaccess.ledger;

import static dev.fleetaccess.ledger.LedgerSamples.NOW;
import static dev.fleetaccess.ledger.LedgerSamples.account;
import static dev.fleetaccess.ledger.LedgerSamples.rollout;
import static dev.fleetaccess.release.SampleManifests.stack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two stacks that spread wave by wave, with one between them that everybody waits for. */
class TurnTest {
  private static final int WAVES = 2;
  private static final Itinerary LEGS =
      legs(
          new Stage(0, stack("Hub", Placement.HUB)),
          new Stage(1, stack("A", Placement.SPOKES)),
          new Stage(2, stack("Org", Placement.ORGANIZATION)),
          new Stage(3, stack("C", Placement.SPOKES)));

  @ParameterizedTest(name = "{5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RUNNING|1,1|3,0|1|FleetAccess-A, wave 2 of 2 of release-1 is under way|its wave has begun of another stack alone
          RUNNING|1,1|3,1|2|FleetAccess-A, wave 2 of 2 of release-1 is under way|so has this one
          RUNNING|1,0|3,0|1|FleetAccess-A, wave 1 of 2 of release-1 is under way|nor does the first wave go on past the gate
          RUNNING|1,0|1,1|2|an earlier wave of release-1 is under way|the wave before of the same stack
          RUNNING|3,0|1,1| |                           |a late one of what was done before the gate may be sent
          RUNNING|3,1|3,0| |                           |a late one of the wave before may be sent
          RUNNING|1,0|1,0| |                           |its own wave has begun
          RUNNING|0,0|1,0| |                           |who comes right after the hub is in the middle of it
          RUNNING|0,0|1,1|2|FleetAccess-Hub of release-1 is under way|no wave has begun before the hub
          RUNNING|2,0|3,1|2|FleetAccess-Org of release-1 is under way|nor before the gate in between
          WAITING|1,1|1,1|2|it waits for approval since 2026-11-20 03:00:00Z|a person is asked for just this
          WAITING|1,1|3,1|2|FleetAccess-A, wave 2 of 2 waits for approval since 2026-11-20 03:00:00Z|a person is asked for another stack
          WAITING|1,1|3,0|1|FleetAccess-A, wave 2 of 2 waits for approval since 2026-11-20 03:00:00Z|an earlier wave is still to come, after the gate
          WAITING|3,1|3,1|2|it waits for approval since 2026-11-20 03:00:00Z|past the gate a person is asked for this
          WAITING|1,1|1,0|1|wave 2 waits for approval since 2026-11-20 03:00:00Z|nothing is sent meanwhile, a late one neither
          """)
  void whoWaitsIsToldForWhat(
      Rollout.State state,
      String rollout,
      String item,
      Integer wave,
      String reason,
      String because) {
    Rollout standing = rollout("release-1").but().state(state).done();
    standing = standing.but().stage(stage(rollout)).wave(wave(rollout)).done();
    Entry entry =
        Entry.of("release-1", standing.release(), account(1), "FleetAccess-X", NOW)
            .stage(stage(item))
            .wave(wave(item))
            .done();

    Optional<Turn> turn = Turn.of(entry, standing, Optional.of(LEGS));

    assertThat(turn.map(Turn::wave)).as(because).isEqualTo(Optional.ofNullable(wave));
    assertThat(turn.map(Turn::reason)).as(because).isEqualTo(Optional.ofNullable(reason));
  }

  private static int stage(String place) {
    return Integer.parseInt(place.split(",")[0]);
  }

  private static int wave(String place) {
    return Integer.parseInt(place.split(",")[1]);
  }

  private static Itinerary legs(Stage... stages) {
    List<Itinerary.Leg> legs = new ArrayList<>();
    for (Stage stage : stages) {
      int waves = stage.gate() ? 1 : WAVES;
      for (int wave = 0; wave < waves; wave++) {
        legs.add(new Itinerary.Leg(legs.size(), stage, wave, waves, wave > 0, wave > 0));
      }
    }
    return new Itinerary(legs);
  }
}
