package dev.fleetaccess.local.sim.org;

import dev.fleetaccess.local.sim.base.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts in the order they joined, listed in pages that stay right while accounts move. */
final class Accounts {
  private final TreeMap<Long, Account> byOrder = new TreeMap<>();
  private final Map<String, Long> orders = new HashMap<>();
  private final Map<String, String> idsByEmail = new HashMap<>();
  private long next = 1;

  void put(Account account) {
    var order = orders.computeIfAbsent(account.id(), each -> next++);
    byOrder.put(order, account);
    idsByEmail.put(account.email(), account.id());
  }

  void remove(Account account) {
    byOrder.remove(orders.remove(account.id()));
    idsByEmail.remove(account.email());
  }

  Optional<Account> find(String id) {
    return Optional.ofNullable(orders.get(id)).map(byOrder::get);
  }

  boolean hasEmail(String email) {
    return idsByEmail.containsKey(email);
  }

  Collection<Account> all() {
    return List.copyOf(byOrder.values());
  }

  /** A page; the token holds the last account's place, and survives departures. */
  Page<Account> page(Optional<String> token, int size, boolean emptyFirst) {
    if (emptyFirst && token.isEmpty()) {
      return new Page<>(List.of(), Optional.of(Page.seal("a0")));
    }
    long after = token.map(Accounts::place).orElse(0L);
    var items = new ArrayList<Account>();
    long last = after;
    for (var entry : byOrder.tailMap(after, false).entrySet()) {
      if (items.size() == size) {
        return new Page<>(items, Optional.of(Page.seal("a" + last)));
      }
      items.add(entry.getValue());
      last = entry.getKey();
    }
    return new Page<>(items, Optional.empty());
  }

  private static long place(String token) {
    var content = Page.open(token);
    if (!content.startsWith("a")) {
      throw new IllegalArgumentException("a token of another listing");
    }
    return Long.parseLong(content.substring(1));
  }
}
