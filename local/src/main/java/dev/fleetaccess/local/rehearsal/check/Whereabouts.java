package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.org.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Units and tags of accounts as they really are, and as they were: what was planned goes by what
 * was looked up then, and an account may have moved since.
 */
public final class Whereabouts {
  private final SimulatedOrganization world;
  private final Supplier<Duration> now;
  private final Map<String, List<Traits>> before = new HashMap<>();
  private final Map<String, Duration> moved = new HashMap<>();

  /**
   * Those of that world.
   *
   * @param now how much time has passed
   */
  Whereabouts(SimulatedOrganization world, Supplier<Duration> now) {
    this.world = Objects.requireNonNull(world);
    this.now = Objects.requireNonNull(now);
  }

  /** An account is about to move, or to be tagged. */
  public void moving(String account) {
    before.computeIfAbsent(account, absent -> new ArrayList<>()).add(of(account));
    moved.put(account, now.get());
  }

  /** Whether the account moved, or was tagged, at that time or later. */
  boolean movedSince(String account, Duration when) {
    return Optional.ofNullable(moved.get(account))
        .filter(at -> at.compareTo(when) >= 0)
        .isPresent();
  }

  /** What is true of the account now; nothing where it left. */
  public Traits of(String account) {
    return world.organization().find(account).map(this::of).orElse(Traits.NONE);
  }

  /** What is true of the account now, and all that was. */
  List<Traits> ever(String account) {
    List<Traits> earlier = before.getOrDefault(account, List.of());
    if (earlier.isEmpty()) {
      return List.of(of(account));
    }
    List<Traits> all = new ArrayList<>(earlier);
    all.addFirst(of(account));
    return all;
  }

  private Traits of(Account account) {
    List<String> units = new ArrayList<>();
    String root = world.organization().settings().rootId();
    for (String at = account.parent(); !at.equals(root); at = world.organization().parentOf(at)) {
      units.add(at);
    }
    units.add(root);
    return new Traits(units, account.tags());
  }
}
