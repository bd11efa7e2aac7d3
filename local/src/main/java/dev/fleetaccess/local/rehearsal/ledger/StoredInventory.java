package dev.fleetaccess.local.rehearsal.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What every account has. */
public final class StoredInventory implements Inventory {
  private final TreeMap<AccountId, Map<String, Holding>> accounts = new TreeMap<>();

  @Override
  public Optional<Holding> find(AccountId account, String stack) {
    return Optional.ofNullable(accounts.getOrDefault(account, Map.of()).get(stack));
  }

  @Override
  public void put(Holding holding) {
    accounts
        .computeIfAbsent(holding.account(), absent -> new TreeMap<>())
        .put(holding.stack(), holding);
  }

  @Override
  public List<Holding> all() {
    return accounts.values().stream().flatMap(stacks -> stacks.values().stream()).toList();
  }

  @Override
  public List<Holding> of(AccountId account) {
    return List.copyOf(accounts.getOrDefault(account, Map.of()).values());
  }

  @Override
  public void forget(AccountId account, String stack) {
    accounts.getOrDefault(account, new TreeMap<>()).remove(stack);
  }

  @Override
  public void forget(AccountId account) {
    accounts.remove(account);
  }
}
