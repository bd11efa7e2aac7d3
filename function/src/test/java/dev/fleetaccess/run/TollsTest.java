package dev.fleetaccess.run;

import static dev.fleetaccess.release.SampleManifests.stack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.release.Amount;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.OnHalt;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.SampleManifests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of twenty accounts one may fail, whichever of its stacks it is. */
class TollsTest {
  private static final Itinerary ITINERARY =
      Itinerary.waved(
          SampleManifests.manifest(
              List.of(
                  stack("Hub", Placement.HUB),
                  stack("Spoke", Placement.SPOKES),
                  stack("Audit", Placement.SPOKES)),
              new Manifest.Rollout(
                  List.of(Manifest.Wave.EVERYONE),
                  new Amount.All(),
                  Duration.ZERO,
                  new Amount.Percent(5),
                  OnHalt.STAY)));
  private static final Itinerary.Leg SPOKE = ITINERARY.at(1, 0);
  private static final Itinerary.Leg AUDIT = ITINERARY.at(2, 0);

  @Test
  void twoAccountsThatFailedAtDifferentStacksAreTwo() {
    Tolls tolls = tolls(AUDIT);
    tolls.add(SPOKE, account(0), true);
    tolls.add(AUDIT, account(1), true);

    assertThat(tolls.all()).containsExactly(new Tolls.Toll(AUDIT, 2, 20));
    assertThat(Tolls.beyond(tolls.all(), new Amount.Percent(5))).isPresent();
  }

  @Test
  void anAccountThatFailedAtBothIsOne() {
    Tolls tolls = tolls(AUDIT);
    tolls.add(SPOKE, account(0), true);
    tolls.add(AUDIT, account(0), true);

    assertThat(Tolls.beyond(tolls.all(), new Amount.Percent(5))).isEmpty();
  }

  @Test
  void deletionsAreHaltedByThemselves() {
    Tolls tolls = tolls(ITINERARY.removals());
    tolls.add(SPOKE, account(0), true);
    tolls.add(ITINERARY.removals(), account(1), false);

    assertThat(tolls.all()).containsExactly(new Tolls.Toll(ITINERARY.removals(), 0, 1));
  }

  private static Tolls tolls(Itinerary.Leg current) {
    var tolls = new Tolls(ITINERARY, current);
    for (int i = 0; i < 20; i++) {
      tolls.add(SPOKE, account(i), false);
    }
    return tolls;
  }

  private static AccountId account(int number) {
    return new AccountId("%012d".formatted(300_000_000_000L + number));
  }
}
