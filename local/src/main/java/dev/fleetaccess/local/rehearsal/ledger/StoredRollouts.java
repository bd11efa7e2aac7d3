package dev.fleetaccess.local.rehearsal.ledger;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Receipt;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Rollouts and pointers. */
public final class StoredRollouts implements Rollouts {
  private final Map<String, Rollout> rollouts = new LinkedHashMap<>();
  private final Map<String, Rollout> open = new LinkedHashMap<>();
  private final Map<String, Receipt> receipts = new HashMap<>();
  private Consumer<Rollout> stepped = rollout -> {};
  private Consumer<Pointers> moved = next -> {};
  private Runnable lost = () -> {};
  private final Map<String, Map<Entry.State, Integer>> sums = new HashMap<>();
  private Instant paced = Instant.EPOCH;
  private Pointers pointers = Pointers.NONE;
  private Optional<Refusal> refusal = Optional.empty();

  /** Every rollout that was ever opened, in that order. */
  public Collection<Rollout> all() {
    return List.copyOf(rollouts.values());
  }

  /** Has it told of each step, of each move of the pointers, and of each step that came second. */
  public void onChange(Consumer<Rollout> step, Consumer<Pointers> move, Runnable second) {
    stepped = Objects.requireNonNull(step);
    moved = Objects.requireNonNull(move);
    lost = Objects.requireNonNull(second);
  }

  /** Where the pointers stand. */
  public Pointers pointers() {
    return pointers;
  }

  /** Rollouts opened from that number on, in their order. */
  public List<Rollout> since(int number) {
    return number == rollouts.size() ? List.of() : rollouts.values().stream().skip(number).toList();
  }

  /** How many were ever opened. */
  public int count() {
    return rollouts.size();
  }

  /** Whether one is open. */
  public boolean anyOpen() {
    return !open.isEmpty();
  }

  private void keep(Rollout rollout) {
    rollouts.put(rollout.id(), rollout);
    if (rollout.open()) {
      open.put(rollout.id(), rollout);
    } else {
      open.remove(rollout.id());
    }
  }

  @Override
  public Overview overview() {
    return new Overview(
        pointers,
        open.values().stream()
            .map(rollout -> new Open(rollout.id(), rollout.kind(), rollout.due()))
            .toList(),
        refusal);
  }

  @Override
  public void refuse(Refusal next) {
    refusal = Optional.of(next);
  }

  @Override
  public void lift(Refusal lifted) {
    refusal = refusal.filter(stands -> !stands.release().equals(lifted.release()));
  }

  @Override
  public boolean move(Pointers next) {
    if (pointers.version() != next.version() - 1) {
      return false;
    }
    pointers = next;
    moved.accept(next);
    return true;
  }

  @Override
  public Instant paced() {
    return paced;
  }

  @Override
  public boolean pace(Instant before, Instant after) {
    boolean mine = paced.equals(before);
    paced = mine ? after : paced;
    return mine;
  }

  @Override
  public boolean open(Rollout rollout, Optional<Receipt> receipt) {
    if (rollouts.containsKey(rollout.id()) || !keep(receipt)) {
      return false;
    }
    keep(rollout);
    return true;
  }

  @Override
  public Optional<Rollout> find(String id) {
    return Optional.ofNullable(rollouts.get(id));
  }

  @Override
  public boolean step(Rollout next, Optional<Receipt> receipt) {
    Rollout stored = rollouts.get(next.id());
    if (stored == null || stored.step() != next.step() - 1 || !keep(receipt)) {
      lost.run();
      return false;
    }
    keep(next);
    stepped.accept(next);
    return true;
  }

  private boolean keep(Optional<Receipt> receipt) {
    return receipt.filter(one -> receipts.putIfAbsent(one.request(), one) != null).isEmpty();
  }

  @Override
  public Optional<Receipt> receipt(String request) {
    return Optional.ofNullable(receipts.get(request));
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
