package dev.fleetaccess.local.rehearsal.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.local.rehearsal.check.Trace;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.fault.Faults;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.ledger.StoredInventory;
import dev.fleetaccess.local.rehearsal.ledger.StoredItems;
import dev.fleetaccess.local.rehearsal.ledger.StoredRollouts;
import dev.fleetaccess.local.rehearsal.time.Life;
import dev.fleetaccess.local.rehearsal.time.VirtualTime;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private final Ledger ledger =
      TimedLedger.of(
          new Ledger(new StoredRollouts(), items, new StoredInventory()),
          new Effects(time, new Latencies(chance.split()), faults, new Trace()),
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
}
