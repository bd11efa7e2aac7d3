package dev.fleetaccess.run;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Listing;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.plan.Planner;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.CommitId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The accounts that the ledger knows without asking the organization, by what is asked. */
final class KnownAccounts {
  /** So many are written down before the clock is looked at. */
  private static final int PART = 500;

  /** And one by one where each has to be looked up first, at a few calls a second. */
  private static final int LOOKED_UP = 1;

  private final Ledger ledger;
  private final ReleaseShelf releases;

  KnownAccounts(Ledger ledger, ReleaseShelf releases) {
    this.ledger = Objects.requireNonNull(ledger);
    this.releases = Objects.requireNonNull(releases);
  }

  /**
   * The accounts that a rollout is for.
   *
   * @param planner of the release that it brings
   * @param lookup asks what has to be known of an account; empty where ids are enough
   * @return empty while what it takes back has not ended: others still work on its accounts
   */
  Optional<Found> of(
      Rollout rollout, Planner planner, Optional<Function<AccountId, Traits>> lookup) {
    return switch (rollout.scope()) {
      // Where more than the id counts, the others wait for the page that tells it.
      case Scope.Everyone() ->
          Optional.of(
              found(planner, lookup.isPresent() ? awaited(planner) : everyone(planner), lookup));
      case Scope.Failed() -> Optional.of(found(planner, failed(ledger), lookup));
      case Scope.Touched(String undone) -> {
        Rollout before = ledger.rollouts().find(undone).orElseThrow();
        yield before.open() || othersEnd()
            ? Optional.empty()
            : Optional.of(touched(planner, rollout, before, lookup));
      }
      case Scope.Accounts(var ids) ->
          throw new IllegalStateException("accounts that are named are asked for");
    };
  }

  /** Whether another release that is brought no more still has work under way. */
  private boolean othersEnd() {
    Rollouts.Overview overview = ledger.rollouts().overview();
    return overview.open().stream()
        .filter(open -> open.kind() == Rollout.Kind.RELEASE)
        .flatMap(open -> ledger.rollouts().find(open.id()).stream())
        .anyMatch(
            rollout ->
                rollout.open()
                    && switch (rollout.state()) {
                      case SUPERSEDED, ROLLED_BACK -> true;
                      // Its row says so at its next step only.
                      case RUNNING, WAITING, HALTED ->
                          Unfinished.isPassedOver(rollout, overview.pointers());
                      case CLAIMING, FINISHED -> false;
                    });
  }

  /** Those of them that everybody waits for; the ledger is not asked for the others yet. */
  Optional<Found> awaited(
      Rollout rollout, Planner planner, Optional<Function<AccountId, Traits>> lookup) {
    return rollout.scope() instanceof Scope.Everyone
        ? Optional.of(found(planner, awaited(planner), lookup))
        : of(rollout, planner, lookup).map(Found::first);
  }

  private static Found found(
      Planner planner,
      SortedMap<AccountId, Known> known,
      Optional<Function<AccountId, Traits>> lookup) {
    return new Found(
        List.copyOf(known.keySet()),
        planner.awaited(),
        lookup.isPresent() ? LOOKED_UP : PART,
        id -> planner.plan(id, known.get(id).asked(id, lookup).traits()));
  }

  private Found touched(
      Planner planner,
      Rollout rollback,
      Rollout undone,
      Optional<Function<AccountId, Traits>> lookup) {
    var unfinished = Unfinished.since(ledger.rollouts(), undone);
    Set<CommitId> brought = unfinished.releases(rollback.release());
    SortedMap<AccountId, Known> known = touched(unfinished, brought, rollback.release());
    return new Found(
        List.copyOf(known.keySet()),
        planner.awaited(),
        lookup.isPresent() ? LOOKED_UP : PART,
        id -> planned(planner, id, known.get(id).asked(id, lookup), brought));
  }

  private static SortedMap<AccountId, Known> awaited(Planner planner) {
    var known = new TreeMap<AccountId, Known>();
    planner.awaited().forEach(id -> known.put(id, new Known(Traits.NONE, Set.of())));
    return known;
  }

  /** Every account that was ever looked after, and those that everybody waits for. */
  private SortedMap<AccountId, Known> everyone(Planner planner) {
    SortedMap<AccountId, Known> known = awaited(planner);
    ledger
        .inventory()
        .each(holding -> known.put(holding.account(), new Known(holding.traits(), Set.of())));
    return known;
  }

  /** Whether there is none of which something failed when it was last looked at. */
  static boolean nothingFails(Ledger ledger) {
    return failed(ledger).isEmpty();
  }

  private static SortedMap<AccountId, Known> failed(Ledger ledger) {
    var known = new TreeMap<AccountId, Known>();
    ledger
        .inventory()
        .each(
            holding -> {
              if (holding.failure().isPresent()) {
                known.put(holding.account(), new Known(holding.traits(), Set.of()));
              }
            });
    return known;
  }

  /**
   * The stacks that a rollout wrote or found right, and those that others were granted of it: a
   * join or a re-run while its waves had begun. And those of releases that it overtook: nobody else
   * brings their accounts back. What was sent and is known to be as before is looked at too: a
   * worker may have died when it had just written it.
   */
  private SortedMap<AccountId, Known> touched(
      Unfinished unfinished, Set<CommitId> brought, CommitId goal) {
    Set<String> sent = new HashSet<>();
    var known = new TreeMap<AccountId, Known>();
    for (Rollout rollout : unfinished.rollouts()) {
      ledger
          .items()
          .each(
              rollout.id(),
              entry -> {
                if (entry.state() == Entry.State.CONVERGED || entry.attempt().begun()) {
                  add(known, entry.account(), entry.traits(), entry.stack());
                } else if (entry.begun().isPresent()) {
                  sent.add(entry.account() + "#" + entry.stack());
                }
              });
    }
    ledger
        .inventory()
        .each(
            holding -> {
              if (holding.release().filter(brought::contains).isPresent()
                  || (sent.contains(holding.account() + "#" + holding.stack())
                      && holding.failure().isEmpty()
                      && holding.release().equals(Optional.of(goal)))) {
                add(known, holding.account(), holding.traits(), holding.stack());
              }
            });
    return known;
  }

  private static void add(
      SortedMap<AccountId, Known> known, AccountId account, Traits traits, String stack) {
    var stacks = new TreeSet<String>(Set.of(stack));
    Known before = known.get(account);
    if (before != null) {
      stacks.addAll(before.stacks());
    }
    known.put(account, new Known(traits, stacks));
  }

  /** What was touched is planned, and nothing beside it. */
  private List<Planner.Planned> planned(
      Planner planner, AccountId account, Known known, Set<CommitId> brought) {
    List<Planner.Planned> planned = new ArrayList<>();
    var left = new TreeSet<>(known.stacks());
    for (Planner.Planned one : planner.plan(account, known.traits())) {
      if (left.remove(one.stage().stack().name())) {
        planned.add(one);
      }
    }
    int last = planner.stages().size() - 1;
    for (String stack : left) {
      brought.stream()
          .flatMap(release -> releases.find(release).stream())
          .flatMap(release -> release.manifest().stack(stack).stream())
          .findFirst()
          .map(gone -> new Stage(last, gone))
          .map(
              stage ->
                  new Planner.Planned(account, known.traits(), stage, 0, Optional.empty())
                      .skipped("the account had no such stack before; it stays"))
          .ifPresent(planned::add);
    }
    return planned;
  }

  /**
   * Accounts, and what is planned for each.
   *
   * @param ids in the order of their ids
   * @param awaited those that everybody waits for
   * @param part how many are planned before the clock is looked at
   * @param planning what is planned for one
   */
  record Found(
      List<AccountId> ids,
      Set<AccountId> awaited,
      int part,
      Function<AccountId, List<Planner.Planned>> planning) {
    /** The same, of the accounts that everybody waits for alone. */
    Found first() {
      return new Found(ids.stream().filter(awaited::contains).toList(), awaited, part, planning);
    }

    /** What is left to plan after them. */
    List<List<AccountId>> parts(Listing listing) {
      List<AccountId> left = new ArrayList<>(ids);
      left.removeIf(awaited::contains);
      listing.upTo().ifPresent(last -> left.removeIf(id -> id.compareTo(last) <= 0));
      List<List<AccountId>> parts = new ArrayList<>();
      for (int from = 0; from < left.size(); from += part) {
        parts.add(left.subList(from, Math.min(from + part, left.size())));
      }
      return parts;
    }
  }

  /**
   * An account.
   *
   * @param traits what was last known of it
   * @param stacks the stacks that are meant; empty for all
   */
  record Known(Traits traits, Set<String> stacks) {
    Known {
      Objects.requireNonNull(traits);
      stacks = Set.copyOf(stacks);
    }

    /** The same, with what is known when asked now. */
    Known asked(AccountId id, Optional<Function<AccountId, Traits>> lookup) {
      return lookup.map(ask -> new Known(ask.apply(id), stacks)).orElse(this);
    }
  }
}
