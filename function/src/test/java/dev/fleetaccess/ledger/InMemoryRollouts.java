package dev.fleetaccess.ledger;

import dev.fleetaccess.fleet.Faults;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rollouts and pointers in memory. */
public final class InMemoryRollouts implements Rollouts {
  private final Map<String, Rollout> rollouts = new LinkedHashMap<>();
  private final Map<String, Receipt> receipts = new HashMap<>();
  private final Faults faults = new Faults();
  private final Map<String, Map<Entry.State, Integer>> sums = new HashMap<>();
  private Instant paced = Instant.EPOCH;
  private Pointers pointers = Pointers.NONE;
  private Optional<Refusal> refusal = Optional.empty();

  /**
   * What goes wrong: {@code overview}, {@code move}, {@code open}, {@code find}, {@code step}, …
   */
  public Faults faults() {
    return faults;
  }

  /** Every rollout that was ever opened, in that order. */
  public synchronized List<Rollout> everOpened() {
    return List.copyOf(rollouts.values());
  }

  /** A rollout expires, as they do after 90 days. */
  public synchronized void forget(String id) {
    rollouts.remove(id);
  }

  @Override
  public synchronized Overview overview() {
    faults.check("overview");
    return new Overview(
        pointers,
        rollouts.values().stream()
            .filter(Rollout::open)
            .map(rollout -> new Open(rollout.id(), rollout.kind(), rollout.due()))
            .toList(),
        refusal);
  }

  @Override
  public synchronized void refuse(Refusal next) {
    faults.check("refuse");
    refusal = Optional.of(next);
  }

  @Override
  public synchronized void lift(Refusal lifted) {
    faults.check("lift");
    refusal = refusal.filter(stands -> !stands.release().equals(lifted.release()));
  }

  @Override
  public synchronized boolean move(Pointers next) {
    faults.check("move");
    if (pointers.version() != next.version() - 1) {
      return false;
    }
    pointers = next;
    return true;
  }

  @Override
  public synchronized Instant paced() {
    faults.check("paced");
    return paced;
  }

  @Override
  public synchronized boolean pace(Instant before, Instant after) {
    faults.check("pace");
    boolean mine = paced.equals(before);
    paced = mine ? after : paced;
    return mine;
  }

  @Override
  public synchronized boolean open(Rollout rollout, Optional<Receipt> receipt) {
    faults.check("open");
    if (rollouts.containsKey(rollout.id()) || !keep(receipt)) {
      return false;
    }
    rollouts.put(rollout.id(), rollout);
    return true;
  }

  @Override
  public synchronized Optional<Rollout> find(String id) {
    faults.check("find");
    return Optional.ofNullable(rollouts.get(id));
  }

  @Override
  public synchronized boolean step(Rollout next, Optional<Receipt> receipt) {
    faults.check("step");
    Rollout stored = rollouts.get(next.id());
    if (stored == null || stored.step() != next.step() - 1 || !keep(receipt)) {
      return false;
    }
    rollouts.put(next.id(), next);
    return true;
  }

  private boolean keep(Optional<Receipt> receipt) {
    return receipt.filter(one -> receipts.putIfAbsent(one.request(), one) != null).isEmpty();
  }

  @Override
  public synchronized Optional<Receipt> receipt(String request) {
    faults.check("receipt");
    return Optional.ofNullable(receipts.get(request));
  }

  @Override
  public synchronized void sum(Rollout closed, Map<Entry.State, Integer> counts) {
    faults.check("sum");
    sums.put(closed.id(), Map.copyOf(counts));
  }

  @Override
  public synchronized Optional<Map<Entry.State, Integer>> counts(String id) {
    faults.check("counts");
    return Optional.ofNullable(sums.get(id));
  }

  @Override
  public synchronized List<Rollout> latest(Instant until, int most) {
    faults.check("latest");
    return rollouts.values().stream()
        .filter(rollout -> !rollout.started().isAfter(until))
        .sorted(Comparator.comparing(Rollout::started).thenComparing(Rollout::id).reversed())
        .limit(most)
        .toList();
  }
}
