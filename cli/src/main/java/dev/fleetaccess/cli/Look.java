package dev.fleetaccess.cli;

import dev.fleetaccess.cli.text.StoppedPush;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.report.Undecided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ledger, looked through once.
 *
 * @param where whose it is
 * @param when it was looked through
 * @param stopped the last push, if it was refused or rolled back
 * @param coverage how every account stands
 * @param open the open rollouts, the latest first, and those that halted and that a person decides
 *     on
 * @param base the last rollout that looked at every account and ended
 * @param comparisons the rollouts that last compared live roles and ended, the latest first, down
 *     to one of every account
 */
record Look(
    String where,
    Instant when,
    Optional<StoppedPush> stopped,
    Coverage coverage,
    List<RolloutSight> open,
    Optional<RolloutSight> base,
    List<RolloutSight> comparisons) {
  /** Enough to find the last sweep among a day's joins. */
  private static final int LATEST = 100;

  /** How many comparisons are read; those of a few accounts in between are small. */
  private static final int COMPARISONS = 5;

  Look {
    Objects.requireNonNull(where);
    Objects.requireNonNull(when);
    Objects.requireNonNull(stopped);
    Objects.requireNonNull(coverage);
    open = List.copyOf(open);
    Objects.requireNonNull(base);
    comparisons = List.copyOf(comparisons);
  }

  /** Looks now. */
  static Look at(Books books) {
    Rollouts rollouts = books.ledger().rollouts();
    Rollouts.Overview overview = rollouts.overview();
    Pointers pointers = overview.pointers();
    List<Rollout> latest = rollouts.latest(books.clock().instant(), LATEST);
    var sights = new LinkedHashMap<String, RolloutSight>();
    overview.open().forEach(open -> read(books, open.id(), sights));
    pointers.candidate().ifPresent(candidate -> read(books, candidate.rollout(), sights));
    Optional<String> base =
        latest.stream()
            .filter(Look::lookedAtEverybody)
            .findFirst()
            .map(Rollout::id)
            .or(() -> pointers.current().map(Pointers.Pointer::rollout));
    base.ifPresent(id -> read(books, id, sights));
    List<RolloutSight> comparisons = comparisons(books, latest, sights);
    List<Rollout> known =
        new ArrayList<>(sights.values().stream().map(RolloutSight::rollout).toList());
    List<Entry> items = new ArrayList<>();
    sights.values().forEach(sight -> items.addAll(sight.items()));
    List<Holding> holdings = books.ledger().inventory().all();
    for (Rollout join : joins(latest, sights)) {
      known.add(join);
      items.addAll(joined(books, join, holdings));
    }
    return new Look(
        books.where(),
        books.clock().instant(),
        StoppedPush.of(rollouts, overview, books.releases()),
        Coverage.of(pointers, declared(books, pointers), holdings, known, items),
        Stream.concat(
                sights.values().stream()
                    .filter(sight -> sight.rollout().open() || halted(pointers, sight.rollout())),
                undecided(books, pointers))
            .toList(),
        base.map(sights::get),
        comparisons);
  }

  /** What is read here anyway is not read twice. */
  private static List<RolloutSight> comparisons(
      Books books, List<Rollout> latest, Map<String, RolloutSight> read) {
    List<RolloutSight> comparisons = new ArrayList<>();
    for (Rollout rollout : latest) {
      if (!compared(rollout)) {
        continue;
      }
      comparisons.add(
          Optional.ofNullable(read.get(rollout.id()))
              .orElseGet(() -> RolloutSight.read(books, rollout.id())));
      if (lookedAtEverybody(rollout) || comparisons.size() == COMPARISONS) {
        break;
      }
    }
    return comparisons;
  }

  private static boolean compared(Rollout rollout) {
    return !rollout.open()
        && !rollout.dryRun()
        && switch (rollout.kind()) {
          case SWEEP, DRIFT -> true;
          case RELEASE, JOIN, RERUN, ROLLBACK -> false;
        };
  }

  /** It has ended, and yet is not over: a person decides. */
  private static boolean halted(Pointers pointers, Rollout rollout) {
    return rollout.state() == Rollout.State.HALTED && pointers.isCandidate(rollout.id());
  }

  /** The candidate is among those that are read anyway. */
  private static Stream<RolloutSight> undecided(Books books, Pointers pointers) {
    return Undecided.of(books.ledger().rollouts().back(books.clock().instant()), pointers).stream()
        .filter(halted -> !pointers.isCandidate(halted.id()))
        .map(halted -> new RolloutSight(halted, books.ledger().items().of(halted.id())));
  }

  private static void read(Books books, String id, Map<String, RolloutSight> sights) {
    if (!sights.containsKey(id)) {
      books
          .ledger()
          .rollouts()
          .find(id)
          .ifPresent(
              found -> sights.put(id, new RolloutSight(found, books.ledger().items().of(id))));
    }
  }

  private static boolean lookedAtEverybody(Rollout rollout) {
    return !rollout.open()
        && !rollout.dryRun()
        && rollout.state() == Rollout.State.FINISHED
        && rollout.scope() instanceof Scope.Everyone;
  }

  private static List<Rollout> joins(List<Rollout> latest, Map<String, RolloutSight> read) {
    return latest.stream()
        .filter(rollout -> rollout.kind() == Rollout.Kind.JOIN && !rollout.open())
        .filter(rollout -> !read.containsKey(rollout.id()))
        .toList();
  }

  /** A join is about one account or a few, so its items are not searched for. */
  private static List<Entry> joined(Books books, Rollout join, List<Holding> holdings) {
    return holdings.stream()
        .filter(holding -> names(join.scope(), holding.account()))
        .flatMap(
            holding ->
                books.ledger().items().find(join.id(), holding.account(), holding.stack()).stream())
        .toList();
  }

  private static boolean names(Scope scope, AccountId account) {
    return scope instanceof Scope.Accounts accounts && accounts.ids().contains(account);
  }

  /** Without a release to be read, whatever is there counts as declared. */
  private static Coverage.Wanted declared(Books books, Pointers pointers) {
    return Coverage.Wanted.by(
        Stream.of(pointers.current(), pointers.candidate())
            .flatMap(Optional::stream)
            .flatMap(pointer -> release(books, pointer).stream())
            .toList());
  }

  private static Optional<Release> release(Books books, Pointers.Pointer pointer) {
    return books
        .releases()
        .get(pointer.release())
        .flatMap(kept -> ReleaseReader.read(kept.source()).release());
  }
}
