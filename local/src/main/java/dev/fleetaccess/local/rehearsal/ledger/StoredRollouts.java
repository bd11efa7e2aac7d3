package dev.fleetaccess.local.rehearsal.ledger;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rollouts and pointers. */
public final class StoredRollouts implements Rollouts {
  private final Map<String, Rollout> rollouts = new LinkedHashMap<>();
  private final Map<String, Map<Entry.State, Integer>> sums = new HashMap<>();
  private Pointers pointers = Pointers.NONE;

  /** Every rollout that was ever opened, in that order. */
  public Collection<Rollout> all() {
    return List.copyOf(rollouts.values());
  }

  @Override
  public Overview overview() {
    return new Overview(
        pointers,
        rollouts.values().stream()
            .filter(Rollout::open)
            .map(rollout -> new Open(rollout.id(), rollout.kind(), rollout.due()))
            .toList());
  }

  @Override
  public boolean move(Pointers next) {
    if (pointers.version() != next.version() - 1) {
      return false;
    }
    pointers = next;
    return true;
  }

  @Override
  public boolean open(Rollout rollout) {
    return rollouts.putIfAbsent(rollout.id(), rollout) == null;
  }

  @Override
  public Optional<Rollout> find(String id) {
    return Optional.ofNullable(rollouts.get(id));
  }

  @Override
  public boolean step(Rollout next) {
    Rollout stored = rollouts.get(next.id());
    if (stored == null || stored.step() != next.step() - 1) {
      return false;
    }
    rollouts.put(next.id(), next);
    return true;
  }

  @Override
  public void sum(Rollout closed, Map<Entry.State, Integer> counts) {
    sums.put(closed.id(), Map.copyOf(counts));
  }

  @Override
  public Optional<Map<Entry.State, Integer>> counts(String id) {
    return Optional.ofNullable(sums.get(id));
  }

  @Override
  public List<Rollout> latest(Instant until, int most) {
    return rollouts.values().stream()
        .filter(rollout -> !rollout.started().isAfter(until))
        .sorted(Comparator.comparing(Rollout::started).thenComparing(Rollout::id).reversed())
        .limit(most)
        .toList();
  }
}
