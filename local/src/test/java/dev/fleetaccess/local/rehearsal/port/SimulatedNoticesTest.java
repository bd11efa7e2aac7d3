package dev.fleetaccess.local.rehearsal.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.check.Trace;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.time.Crash;
import dev.fleetaccess.local.rehearsal.time.Life;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.report.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SimulatedNoticesTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final int MANY = 5_000;

  private final SplittableRandom chance = new SplittableRandom(1);
  private final Map<String, Integer> came = new TreeMap<>();
  private final Notice notice =
      new Notice.Started(
          Rollout.of(
                  "release-111111111111",
                  Rollout.Kind.RELEASE,
                  new CommitId("1".repeat(40)),
                  new Scope.Everyone(),
                  NOW)
              .done(),
          List.of());

  private Faults tell(FaultProfile profile, int times) {
    var faults = new Faults(profile, chance.split());
    for (int seed = 0; seed < times; seed++) {
      var time = new VirtualTime(NOW, seed);
      var effects = new Effects(time, new Latencies(chance.split()), faults, new Trace());
      time.start(new Life(), () -> came.merge(tell(effects), 1, Integer::sum));
      time.run();
    }
    return faults;
  }

  private String tell(Effects effects) {
    try {
      new SimulatedNotices(effects).tell(notice);
      return "told";
    } catch (RemoteFailure e) {
      return "failed";
    } catch (Crash e) {
      return "died";
    }
  }

  @Test
  void whereNothingGoesWrongItIsTold() {
    tell(FaultProfile.NONE, 1);
    assertThat(came).containsOnlyKeys("told");
  }

  @Test
  void itFailsAndDiesAtTheMailAndAtTheEvents() {
    Faults faults = tell(FaultProfile.HIGH, MANY);
    assertThat(came).containsOnlyKeys("told", "failed", "died");
    assertThat(faults.counts())
        .containsKeys("crash at sns Publish", "crash at eventbridge PutEvents");
  }
}
