package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The ledger's account of the items of rollouts. Reads are strongly consistent; a call that fails
 * throws {@link dev.fleetaccess.fleet.RemoteFailure}.
 */
public interface Items {
  /**
   * Writes an item down if it is not there; if it is, only marks it as listed when the entry given
   * is listed, and writes down when the account joined when the entry given knows.
   *
   * @return what was there before; empty when it was written now
   */
  Optional<Entry> plan(Entry entry);

  /** One item. */
  Optional<Entry> find(String rollout, AccountId account, String stack);

  /** Every item of a rollout, by account and stack. */
  List<Entry> of(String rollout);

  /**
   * Shows every item of a rollout, one after the other and in no order, so that whoever keeps
   * little of each needs little memory however many there are.
   */
  default void each(String rollout, Consumer<Entry> visitor) {
    of(rollout).forEach(visitor);
  }

  /**
   * Records what became of an item, if the ledger still has it open and at no later visit than
   * {@code before}.
   *
   * @param before the entry as it was read
   * @param after the entry wanted
   * @return false when it moved on meanwhile
   */
  boolean record(Entry before, Entry after);
}
