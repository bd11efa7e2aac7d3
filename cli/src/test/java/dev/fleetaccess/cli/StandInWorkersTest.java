package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.InMemoryInventory;
import dev.fleetaccess.ledger.InMemoryItems;
import dev.fleetaccess.ledger.InMemoryRollouts;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.LedgerSamples;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.Stage;
import org.junit.jupiter.api.Test;

class StandInWorkersTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final AccountId ONE = LedgerSamples.account(1);
  private static final AccountId TWO = LedgerSamples.account(2);

  private static final Failure BUSY = new Failure(Failure.Kind.THROTTLED, "Busy", "too many");

  private final InMemoryItems items = new InMemoryItems();
  private final InMemoryInventory inventory = new InMemoryInventory();
  private final StandInWorkers workers =
      new StandInWorkers(new Ledger(new InMemoryRollouts(), items, inventory), SPOKE);

  @Test
  void whatIsRightIsInTheItemAndInTheInventory() {
    Entry entry = sent(ONE);

    assertThat(workers.apply(event(entry))).isEqualTo("{\"batchItemFailures\":[]}");

    assertThat(stored(entry).state()).isEqualTo(Entry.State.CONVERGED);
    assertThat(stored(entry).proving().proven()).isPresent();
    Holding holding = inventory.find(ONE, SPOKE).orElseThrow();
    assertThat(holding.release()).contains(LedgerSamples.RELEASE);
    assertThat(holding.failure()).isEmpty();
    assertThat(workers.visited()).isEqualTo(1);
  }

  @Test
  void whatFailsIsNewOnceAndKnownTheNextTime() {
    workers.fail(true);
    Entry first = sent(ONE);
    workers.apply(event(first));
    Entry second = sent("release-2", ONE);
    workers.apply(event(second));

    assertThat(stored(first).state()).isEqualTo(Entry.State.FAILED);
    assertThat(stored(first).fresh()).isTrue();
    assertThat(stored(second).fresh()).isFalse();
    assertThat(inventory.find(ONE, SPOKE).flatMap(Holding::failure).map(Failure::kind))
        .contains(Failure.Kind.DENIED);
  }

  @Test
  void whatIsRemovedIsForgotten() {
    workers.apply(event(sent(ONE)));
    Entry removal =
        plan(
            LedgerSamples.planned("release-2", ONE)
                .but()
                .stage(Stage.REMOVALS)
                .state(Entry.State.SENT)
                .done());

    workers.apply(event(removal));

    assertThat(stored(removal).note()).isEqualTo("removed");
    assertThat(inventory.find(ONE, SPOKE)).isEmpty();
  }

  @Test
  void whatIsKeptBackStaysOpenUntilItIsLetGo() {
    Entry kept = sent(ONE);
    Entry other = sent(TWO);
    workers.keepBack(ONE);

    workers.apply(event(kept, other));
    assertThat(stored(kept).state()).isEqualTo(Entry.State.SENT);
    assertThat(stored(other).state()).isEqualTo(Entry.State.CONVERGED);

    workers.letGo();
    assertThat(stored(kept).state()).isEqualTo(Entry.State.CONVERGED);
  }

  @Test
  void aMessageThatComesTwiceCountsOnce() {
    Entry entry = sent(ONE);

    workers.apply(event(entry));
    workers.apply(event(entry));

    assertThat(workers.visited()).isEqualTo(1);
  }

  @Test
  void whatTheLedgerDidNotTakeIsDeliveredAgain() {
    Entry entry = sent(ONE);
    items.faults().next("find", BUSY);

    assertThat(workers.apply(event(entry)))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"message-0\"}]}");
  }

  private Entry sent(AccountId account) {
    return sent("release-1", account);
  }

  private Entry sent(String rollout, AccountId account) {
    return plan(LedgerSamples.planned(rollout, account).but().state(Entry.State.SENT).done());
  }

  private Entry plan(Entry entry) {
    items.plan(entry);
    return entry;
  }

  private Entry stored(Entry entry) {
    return items.stored(entry.item()).orElseThrow();
  }

  /** As a queue hands its messages to a function. */
  private static String event(Entry... entries) {
    var records = new StringBuilder("{\"Records\":[");
    for (int i = 0; i < entries.length; i++) {
      String body = Messages.write(entries[i].item()).replace("\"", "\\\"");
      records.append(i == 0 ? "" : ",");
      records.append("{\"messageId\":\"message-%d\",\"body\":\"%s\"}".formatted(i, body));
    }
    return records.append("]}").toString();
  }
}
