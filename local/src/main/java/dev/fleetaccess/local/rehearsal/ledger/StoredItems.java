package dev.fleetaccess.local.rehearsal.ledger;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Items;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The items of rollouts. */
public final class StoredItems implements Items {
  private final Map<String, Map<Key, Entry>> rollouts = new HashMap<>();
  private final Map<Place, Tally> tallies = new HashMap<>();

  private record Place(String rollout, int stage) {}

  /**
   * How a stage of a rollout stands, kept while it changes: going through all items at each change
   * would take the square of their number.
   *
   * @param total its items, skipped ones left out
   * @param failed those of them that failed or were refused
   */
  public record Tally(int total, int failed) {
    private static final Tally NONE = new Tally(0, 0);

    private Tally with(Entry.State state, int change) {
      return switch (state) {
        case SKIPPED -> this;
        case FAILED, REFUSED -> new Tally(total + change, failed + change);
        case PLANNED, SENT, CONVERGED, PREVIEWED, SUPERSEDED, NOT_STARTED ->
            new Tally(total + change, failed);
      };
    }
  }

  /** How that stage stands. */
  public Tally tally(String rollout, int stage) {
    return tallies.getOrDefault(new Place(rollout, stage), Tally.NONE);
  }

  private void count(Entry entry, int change) {
    tallies.merge(
        new Place(entry.rollout(), entry.stage()),
        Tally.NONE.with(entry.state(), change),
        (sum, one) -> new Tally(sum.total + one.total, sum.failed + one.failed));
  }

  /** In the order in which the items of a rollout are given. */
  private record Key(AccountId account, String stack) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byAccount = account.compareTo(other.account);
      return byAccount != 0 ? byAccount : stack.compareTo(other.stack);
    }
  }

  @Override
  public Optional<Entry> plan(Entry entry) {
    Map<Key, Entry> items = rollouts.computeIfAbsent(entry.rollout(), absent -> new TreeMap<>());
    Entry stored = items.putIfAbsent(key(entry), entry);
    if (stored == null) {
      count(entry, 1);
    } else {
      items.put(key(stored), stored.told(entry.joined(), entry.listed()));
    }
    return Optional.ofNullable(stored);
  }

  @Override
  public Optional<Entry> find(String rollout, AccountId account, String stack) {
    return Optional.ofNullable(
        rollouts.getOrDefault(rollout, Map.of()).get(new Key(account, stack)));
  }

  @Override
  public List<Entry> of(String rollout) {
    return List.copyOf(rollouts.getOrDefault(rollout, Map.of()).values());
  }

  @Override
  public boolean record(Entry before, Entry after) {
    Map<Key, Entry> items = rollouts.getOrDefault(before.rollout(), Map.of());
    Entry stored = items.get(key(before));
    if (stored == null || !mayChange(stored, before)) {
      return false;
    }
    items.put(key(after), after.but().joined(stored.joined()).listed(stored.listed()).done());
    count(stored, -1);
    count(after, 1);
    return true;
  }

  private static boolean mayChange(Entry stored, Entry before) {
    if (before.state().ended()) {
      return stored.state() == before.state()
          && stored.attempt().visit() == before.attempt().visit();
    }
    return !stored.state().ended() && stored.attempt().visit() <= before.attempt().visit();
  }

  private static Key key(Entry entry) {
    return new Key(entry.account(), entry.stack());
  }
}
