package dev.fleetaccess.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final AccountId ACCOUNT = new AccountId("300000000001");
  private static final Failure BUSY = new Failure(Failure.Kind.CONFLICT, "StackBusy", "still busy");

  private final InMemoryItems items = new InMemoryItems();
  private final InMemoryInventory inventory = new InMemoryInventory();
  private final Ledger ledger = new Ledger(new InMemoryRollouts(), items, inventory);

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "CONVERGED, false, another delivery found it right",
    "FAILED, true, another delivery failed too",
    "SENT, true, nothing else is known"
  })
  void aFailureThatAnotherDeliveryDisprovedIsTakenBack(
      Entry.State recorded, boolean fails, String reason) {
    Entry entry = Entry.of("release-1", new CommitId("a".repeat(40)), ACCOUNT, "Spoke", NOW).done();
    items.plan(entry.but().state(recorded).done());
    ledger.failed(entry, BUSY, Optional.empty(), NOW);

    ledger.disproved(entry);

    assertThat(inventory.find(ACCOUNT, "Spoke").orElseThrow().failure().isPresent())
        .as(reason)
        .isEqualTo(fails);
  }
}
