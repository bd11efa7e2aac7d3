package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Faults;
import dev.fleetaccess.plan.WorkItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Items of rollouts in memory. */
public final class InMemoryItems implements Items {
  private final Map<String, Entry> entries = new TreeMap<>();
  private final Faults faults = new Faults();

  /** What goes wrong: {@code plan}, {@code find}, {@code of}, {@code record}. */
  public Faults faults() {
    return faults;
  }

  @Override
  public synchronized Optional<Entry> plan(Entry entry) {
    faults.check("plan");
    Entry stored = entries.get(key(entry.rollout(), entry.account(), entry.stack()));
    if (stored == null) {
      store(entry);
    } else {
      store(stored.told(entry.joined(), entry.listed()));
    }
    return Optional.ofNullable(stored);
  }

  @Override
  public synchronized Optional<Entry> find(String rollout, AccountId account, String stack) {
    faults.check("find");
    return Optional.ofNullable(entries.get(key(rollout, account, stack)));
  }

  /** What a test may look at without being told of faults. */
  public synchronized Optional<Entry> stored(WorkItem item) {
    return Optional.ofNullable(entries.get(key(item.rollout(), item.account(), item.stack())));
  }

  @Override
  public synchronized List<Entry> of(String rollout) {
    faults.check("of");
    return entries.values().stream().filter(entry -> entry.rollout().equals(rollout)).toList();
  }

  @Override
  public synchronized boolean record(Entry before, Entry after) {
    faults.check("record");
    Entry stored = entries.get(key(before.rollout(), before.account(), before.stack()));
    if (stored == null || !mayChange(stored, before)) {
      return false;
    }
    store(after.but().joined(stored.joined()).listed(stored.listed()).done());
    return true;
  }

  private static boolean mayChange(Entry stored, Entry before) {
    if (before.state().ended()) {
      return stored.state() == before.state()
          && stored.attempt().visit() == before.attempt().visit();
    }
    return !stored.state().ended() && stored.attempt().visit() <= before.attempt().visit();
  }

  private void store(Entry entry) {
    entries.put(key(entry.rollout(), entry.account(), entry.stack()), entry);
  }

  private static String key(String rollout, AccountId account, String stack) {
    return rollout + "#" + account + "#" + stack;
  }
}
