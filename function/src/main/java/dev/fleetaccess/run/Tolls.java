package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.release.Amount;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many accounts failed in each wave that has begun. An account in which several stacks failed
 * counts once, and one that joined late counts in its own wave, however long ago that one began. A
 * gate and the deletions count by themselves.
 */
final class Tolls {
  private final Itinerary itinerary;
  private final Itinerary.Leg current;
  private final SortedMap<Integer, Count> counts = new TreeMap<>();
  // Asked for every item of a rollout, and the same for all of a leg.
  private final Map<Integer, Integer> firsts = new HashMap<>();

  Tolls(Itinerary itinerary, Itinerary.Leg current) {
    this.itinerary = Objects.requireNonNull(itinerary);
    this.current = Objects.requireNonNull(current);
  }

  /**
   * What a wave came to.
   *
   * @param leg the leg to name when it is too much
   * @param failed accounts in which something failed or was refused
   * @param accounts accounts of the wave, without those skipped
   */
  record Toll(Itinerary.Leg leg, int failed, int accounts) {
    /** How many may fail: everybody waits for a gate, so none of its accounts. */
    int tolerated(Amount tolerance) {
      return leg.stage().gate() ? 0 : tolerance.of(accounts);
    }
  }

  /** One item that was not skipped. */
  void add(Itinerary.Leg own, AccountId account, boolean failed) {
    if (own.index() != current.index() && !spreadBefore(own)) {
      return;
    }
    Count count =
        counts.computeIfAbsent(
            firsts.computeIfAbsent(own.index(), index -> first(own)), index -> new Count(own));
    if (own.index() == current.index()) {
      count.leg = own;
    }
    count.accounts.add(account);
    if (failed) {
      count.failed.add(account);
    }
  }

  private boolean spreadBefore(Itinerary.Leg own) {
    return own.index() < current.index() && !current.stage().isRemovals() && !own.stage().gate();
  }

  /** The first leg of the same wave stands for the wave; deletions belong to none. */
  private int first(Itinerary.Leg own) {
    return own.stage().isRemovals()
        ? own.index()
        : itinerary.legs().stream()
            .filter(leg -> itinerary.sameWave(leg, own))
            .findFirst()
            .map(Itinerary.Leg::index)
            .orElse(own.index());
  }

  /** The first wave in which more accounts failed than are tolerated. */
  static Optional<Toll> beyond(List<Toll> tolls, Amount tolerance) {
    return tolls.stream().filter(toll -> toll.failed > toll.tolerated(tolerance)).findFirst();
  }

  /** Each wave that has begun, in order. */
  List<Toll> all() {
    return counts.values().stream()
        .map(count -> new Toll(count.leg, count.failed.size(), count.accounts.size()))
        .toList();
  }

  private static final class Count {
    private final Set<AccountId> failed = new HashSet<>();
    private final Set<AccountId> accounts = new HashSet<>();
    private Itinerary.Leg leg;

    Count(Itinerary.Leg leg) {
      this.leg = leg;
    }
  }
}
