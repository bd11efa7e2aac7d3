package dev.fleetaccess.local.rehearsal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Items;
import dev.fleetaccess.ledger.ItemsContract;
import dev.fleetaccess.release.CommitId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoredItemsTest extends ItemsContract {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  private static Entry entry(String account) {
    return Entry.of(
            "release-1",
            new CommitId("0123456789012345678901234567890123456789"),
            new AccountId(account),
            "FleetAccess-Spoke",
            NOW)
        .stage(2)
        .done();
  }

  @Test
  void aStageIsTalliedAsItsItemsChange() {
    var items = new StoredItems();
    Entry one = entry("300000000001");
    Entry other = entry("300000000002");
    items.plan(one);
    items.plan(one);
    items.plan(other);
    assertThat(items.tally("release-1", 2)).isEqualTo(new StoredItems.Tally(2, 0));
    items.record(one, one.as(Entry.State.FAILED, "denied", NOW));
    assertThat(items.tally("release-1", 2)).isEqualTo(new StoredItems.Tally(2, 1));
    items.record(other, other.as(Entry.State.SKIPPED, "closed", NOW));
    assertThat(items.tally("release-1", 2)).isEqualTo(new StoredItems.Tally(1, 1));
    assertThat(items.tally("release-1", 1)).isEqualTo(new StoredItems.Tally(0, 0));
  }

  @Override
  protected Items port() {
    return new StoredItems();
  }
}
