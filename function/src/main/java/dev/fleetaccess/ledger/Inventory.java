package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What every account has, as last seen. A call that fails throws {@link
 * dev.fleetaccess.fleet.RemoteFailure}.
 */
public interface Inventory {
  /** What the account has of the stack. */
  Optional<Holding> find(AccountId account, String stack);

  /** Writes down what an account has; the last writer wins. */
  void put(Holding holding);

  /** Everything that every account has. */
  List<Holding> all();

  /** Everything that one account has. */
  List<Holding> of(AccountId account);

  /** Shows everything that every account has, one after the other and in no order. */
  default void each(Consumer<Holding> visitor) {
    all().forEach(visitor);
  }

  /** Forgets an account that left the organization. */
  void forget(AccountId account);

  /** Forgets a stack that was removed from an account. */
  void forget(AccountId account, String stack);
}
