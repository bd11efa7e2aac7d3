package dev.fleetaccess.fleet;

import java.util.Set;
import java.util.TreeSet;

/** Which accounts are meant. There is no empty scope, and nothing missing ever means everyone. */
public sealed interface Scope {
  /** Every account of the organization. */
  record Everyone() implements Scope {}

  /** The accounts whose last visit failed. */
  record Failed() implements Scope {}

  /**
   * The named accounts.
   *
   * @param ids at least one
   */
  record Accounts(Set<AccountId> ids) implements Scope {
    public Accounts {
      if (ids.isEmpty()) {
        throw new IllegalArgumentException("a scope of accounts names at least one account");
      }
      ids = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(ids));
    }
  }

  /**
   * The accounts that a rollout wrote to, and those that were brought its release beside it.
   *
   * @param rollout the rollout's id
   */
  record Touched(String rollout) implements Scope {
    public Touched {
      java.util.Objects.requireNonNull(rollout);
    }
  }

  /** One account. */
  static Scope of(AccountId id) {
    return new Accounts(Set.of(id));
  }
}
