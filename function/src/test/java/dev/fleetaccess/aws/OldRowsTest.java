package dev.fleetaccess.aws;

import static dev.fleetaccess.ledger.LedgerSamples.NOW;
import static dev.fleetaccess.ledger.LedgerSamples.RELEASE;
import static dev.fleetaccess.ledger.LedgerSamples.account;
import static dev.fleetaccess.ledger.LedgerSamples.planned;
import static dev.fleetaccess.ledger.LedgerSamples.rollout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows that an earlier version wrote are read as what they were. */
class OldRowsTest {
  @Test
  void anItemOfAnEarlierVersionIsOfTheFirstWaveAndNothingIsKnownOfItsAccountNorLetThrough() {
    Entry entry = planned("release-1", account(1)).sent(NOW, NOW.plusSeconds(60));
    Map<String, AttributeValue> row = new HashMap<>(EntryRows.row(entry));
    row.keySet().removeAll(List.of("wave", "units", "tags", "clearance"));

    Entry read = EntryRows.read(new RowReader(row));

    assertThat(read).isEqualTo(entry);
    assertThat(read.wave()).isZero();
    assertThat(read.traits()).isEqualTo(Traits.NONE);
  }

  @Test
  void anItemThatOnlySaysThatItWasListedWasListedWhenItLastChanged() {
    Entry entry = planned("release-1", account(1), true);
    Map<String, AttributeValue> row = new HashMap<>(EntryRows.row(entry));
    row.remove("listedAt");
    row.put("listed", AttributeValue.fromBool(true));

    assertThat(EntryRows.read(new RowReader(row))).isEqualTo(entry);

    row.put("listed", AttributeValue.fromBool(false));
    assertThat(EntryRows.read(new RowReader(row)).listed()).isEmpty();
  }

  @Test
  void aRolloutWithoutWavesIsInTheFirstAndNobodyAgreedToAnything() {
    Rollout rollout = rollout("release-1").with(Listing.NONE.afterKnown()).but().stage(2).done();
    Map<String, AttributeValue> row = new HashMap<>(RolloutRows.row(rollout).row());
    row.keySet()
        .removeAll(
            List.of(
                "since",
                "wave",
                "approved",
                "bakes",
                "resumed",
                "upTo",
                "ordered",
                "scopeRollout",
                "lookups"));

    assertThat(RolloutRows.rollout(new RowReader(row))).isEqualTo(rollout);
  }

  @Test
  void pointersThatRememberNoRollbackHadNone() {
    Pointers pointers = Pointers.NONE.withCandidate(new Pointers.Pointer(RELEASE, "release-1"));
    Map<String, AttributeValue> row = new HashMap<>(RolloutRows.row(pointers).row());
    row.keySet().removeAll(List.of("undoneRelease", "undoneRollout"));

    assertThat(RolloutRows.pointers(new RowReader(row))).isEqualTo(pointers);
  }
}
