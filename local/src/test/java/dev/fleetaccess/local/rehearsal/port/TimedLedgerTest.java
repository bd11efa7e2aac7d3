package dev.fleetaccess.local.rehearsal.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.local.rehearsal.check.Trace;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.ledger.StoredInventory;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredReleases;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.rehearsal.time.Life;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.release.SampleReleases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimedLedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  private final SplittableRandom chance = new SplittableRandom(1);
  private final Faults faults = new Faults(FaultProfile.NONE, chance.split());
  private final VirtualTime time = new VirtualTime(NOW, 1);
  private final StoredItems items = new StoredItems();
  private final List<Entry> recorded = new ArrayList<>();
  private final List<Entry> unrecorded = new ArrayList<>();
  private final StoredInventory inventory = new StoredInventory();
  private final Trace trace = new Trace();
  private final Effects effects = new Effects(time, new Latencies(chance.split()), faults, trace);
  private final Ledger ledger =
      TimedLedger.of(
          new Ledger(new StoredRollouts(), items, inventory),
          effects,
          recorded::add,
          unrecorded::add);
  private final Entry planned =
      Entry.of(
              "release-111111111111",
              new CommitId("1".repeat(40)),
              new AccountId("300000000001"),
              "FleetAccess-Spoke",
              NOW)
          .done();
  private final Entry ended = planned.as(Entry.State.CONVERGED, "", NOW);
  private final Entry sent = planned.as(Entry.State.SENT, "", NOW);

  private void inTime(Runnable action) {
    time.start(new Life(), action);
    time.run();
  }

  @Test
  void whoComesTooLateIsToldSoAndNothingIsUnknown() {
    items.plan(planned);
    inTime(
        () -> {
          assertThat(ledger.items().record(planned, ended)).isTrue();
          assertThat(ledger.items().record(planned, sent)).as("somebody was quicker").isFalse();
        });
    assertThat(recorded).containsExactly(ended);
    assertThat(unrecorded).isEmpty();
  }

  @Test
  void whatTheTableRefusedIsUnknown() {
    items.plan(planned);
    faults.ledgerOut(true);
    inTime(
        () ->
            assertThatThrownBy(() -> ledger.items().record(planned, sent))
                .isInstanceOf(RemoteFailure.class));
    assertThat(recorded).isEmpty();
    assertThat(unrecorded).containsExactly(sent);
  }

  @Test
  void anAccountIsForgottenStackByStackSoThatSomebodyMayDieInBetween() {
    for (String stack : List.of("FleetAccess-Hub", "FleetAccess-Spoke")) {
      inventory.put(Holding.of(planned.account(), stack, NOW).done());
    }
    inTime(() -> ledger.inventory().forget(planned.account()));
    assertThat(inventory.of(planned.account())).isEmpty();
    assertThat(trace.last(planned.account().value()))
        .filteredOn(step -> step.contains("DeleteItem"))
        .satisfiesExactly(
            step -> assertThat(step).contains("FleetAccess-Hub"),
            step -> assertThat(step).contains("FleetAccess-Spoke"));
  }

  @Test
  void aReleaseIsKeptFileByFileAndShowsWithItsLastRow() {
    var stored = new StoredReleases();
    var source = SampleReleases.source(planned.release(), Map.of("a.yaml", "1", "b.yaml", "2"));
    Releases timed = TimedLedger.of(stored, effects);
    List<Boolean> shown = new ArrayList<>();
    time.start(new Life(), () -> timed.put(source, List.of()));
    time.start(
        new Life(),
        () -> {
          while (trace.effects() < 4) {
            shown.add(stored.get(source.commit()).isPresent());
            time.sleep(Duration.ofMillis(1));
          }
        });
    time.run();
    assertThat(stored.get(source.commit())).isPresent();
    assertThat(shown).as("a look, two files, and the row that makes it one").containsOnly(false);
    assertThat(trace.effects()).isEqualTo(4);
  }
}
