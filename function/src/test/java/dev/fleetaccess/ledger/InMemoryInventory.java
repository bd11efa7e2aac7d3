package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Faults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The inventory in memory. */
public final class InMemoryInventory implements Inventory {
  private final Map<String, Holding> holdings = new TreeMap<>();
  private final Faults faults = new Faults();

  /** What goes wrong: {@code find}, {@code put}, {@code all}, {@code of}, {@code forget}. */
  public Faults faults() {
    return faults;
  }

  @Override
  public synchronized Optional<Holding> find(AccountId account, String stack) {
    faults.check("find");
    return Optional.ofNullable(holdings.get(account + "#" + stack));
  }

  @Override
  public synchronized void put(Holding holding) {
    faults.check("put");
    holdings.put(holding.account() + "#" + holding.stack(), holding);
  }

  @Override
  public synchronized List<Holding> all() {
    faults.check("all");
    return List.copyOf(holdings.values());
  }

  @Override
  public synchronized List<Holding> of(AccountId account) {
    faults.check("of");
    return holdings.values().stream().filter(holding -> holding.account().equals(account)).toList();
  }

  @Override
  public synchronized void forget(AccountId account, String stack) {
    faults.check("forget");
    holdings.remove(account + "#" + stack);
  }

  @Override
  public synchronized void forget(AccountId account) {
    faults.check("forget");
    holdings.values().removeIf(holding -> holding.account().equals(account));
  }
}
